#pragma once

#include "common/transcript/cut.hpp"

#include <string>
#include <vector>

namespace kit::commands {

/// One cut, or every way for "all". Throws std::runtime_error.
std::vector<transcript::Cut> parse_cuts(const std::string& text);

} // namespace kit::commands
