#pragma once

#include "common/transcript/transcript.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace transcript {

/// Reads `@key value` into `found`; or says what is wrong with it.
std::optional<std::string> parse_header(std::string_view line,
                                        Transcript& found);

} // namespace transcript
