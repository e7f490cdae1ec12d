#pragma once

#include "common/transcript/pattern.hpp"

#include <string>
#include <vector>

namespace kit::commands {

/// Reads values of `--set`. Throws std::runtime_error when one is not
/// name=value.
transcript::Names given_names(const std::vector<std::string>& set);

} // namespace kit::commands
