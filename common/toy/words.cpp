#include "common/toy/words.hpp"

#include <charconv>

namespace toy {

std::pair<std::string_view, std::optional<std::string_view>>
first_word(std::string_view line) {
    const auto space = line.find(' ');
    if (space == line.npos) return {line, std::nullopt};
    return {line.substr(0, space), line.substr(space + 1)};
}

std::optional<std::uint32_t> parse_number(std::string_view text) {
    std::uint32_t number = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

} // namespace toy
