#pragma once

#include "common/transcript/parse_text.hpp"
#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transcript {

/// Reads the number of a connection: one digit, 1 to 9. An empty text means 1.
std::optional<Connection> parse_connection(std::string_view digit);

/// Reads one step: `C: count`, `S2: ok ...  within 1s`, `!wait 29m`.
Result<Step> parse_step(std::string_view written, std::size_t number);

/// Returns lines that are nearly a command or an event of the toy, and are
/// none. `what` is a verb ("count"), or "*" for a server's events.
std::vector<std::string> near_misses(std::string_view what);

/// Reads `!misses VERB…  get REPLY`, or `!misses *`, and returns the lines that
/// this stands for.
Result<std::vector<Step>> parse_misses(std::string_view written,
                                       std::size_t number);

} // namespace transcript
