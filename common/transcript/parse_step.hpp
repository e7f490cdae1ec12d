#pragma once

#include "common/transcript/parse_text.hpp"
#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <string_view>

namespace transcript {

/// Reads one step: `C: count`, `S2: ok ...  within 1s`, `!wait 29m`.
Result<Step> parse_step(std::string_view written, std::size_t number);

} // namespace transcript
