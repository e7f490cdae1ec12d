#include "common/transcript/duration.hpp"

#include "common/transcript/limits.hpp"

#include <charconv>
#include <cstdint>

namespace transcript {

using namespace std::chrono;

std::optional<milliseconds> parse_duration(std::string_view text) {
    std::uint32_t number = 0;
    const auto [stop, error] =
        std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));

    milliseconds time{number};
    if (text == "s") {
        time = seconds{number};
    } else if (text == "m") {
        time = minutes{number};
    } else if (text != "ms") {
        return std::nullopt;
    }
    if (time > limits::longest) return std::nullopt;
    return time;
}

std::string print(milliseconds time) {
    const auto count = time.count();
    if (count % 1000 != 0) return std::to_string(count) + " ms";
    if (count % 60000 != 0 || count == 0)
        return std::to_string(count / 1000) + " s";
    return std::to_string(count / 60000) + " m";
}

} // namespace transcript
