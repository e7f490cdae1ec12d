#pragma once

#include "common/transcript/transcript.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace transcript {

/// Reads `@key value`, which is line `number` of the file, into `found`.
/// Returns what is wrong with it, or nothing.
std::optional<std::string> parse_header(std::string_view line,
                                        std::size_t number, Transcript& found);

} // namespace transcript
