#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace transcript {

/// "500ms", "1s", "29m", up to `limits::longest`; nothing else.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// "500 ms", "1 s", "29 m": in the largest unit that says it exactly.
std::string print(std::chrono::milliseconds time);

} // namespace transcript
