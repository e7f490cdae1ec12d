#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace client {

/// Reads a day as people write it for programs: 2026-11-29. Returns nothing if
/// there is no such day.
std::optional<std::chrono::year_month_day> read_day(std::string_view text);

} // namespace client
