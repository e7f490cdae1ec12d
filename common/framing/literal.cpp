#include "common/framing/literal.hpp"

#include <charconv>
#include <limits>

namespace framing {

std::optional<LiteralMark> literal_mark(std::string_view line) {
    if (!line.ends_with('}')) return std::nullopt;
    const auto open = line.rfind('{');
    if (open == line.npos) return std::nullopt;

    auto number = line.substr(open + 1, line.size() - open - 2);
    const bool plus = number.ends_with('+');
    if (plus) number.remove_suffix(1);

    std::uint64_t octets = 0;
    const auto end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, octets);
    if (error != std::errc{} || stop != end) return std::nullopt;
    if (octets > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
        return std::nullopt;
    return LiteralMark{octets, !plus};
}

} // namespace framing
