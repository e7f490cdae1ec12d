#pragma once

#include "common/transcript/parse_text.hpp"
#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace transcript {

/// Reads the number of a connection: one digit, 1 to 9. An empty text means 1.
std::optional<Connection> parse_connection(std::string_view digit);

/// Reads one step: `C: count`, `S2: ok ...  within 1s`, `!wait 29m`.
Result<Step> parse_step(std::string_view written, std::size_t number);

} // namespace transcript
