#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace transcript {

/// Reads "500ms", "1s" or "29m", at most `limits::longest`. Nothing when it is
/// something else.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// Returns "500 ms", "1 s" or "29 m": the largest unit that is exact.
std::string print(std::chrono::milliseconds time);

} // namespace transcript
