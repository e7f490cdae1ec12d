#pragma once

#include "common/transcript/transcript.hpp"

#include <vector>

namespace transcript {

/// Returns the steps with each line of `side` as it comes from the wire: parts
/// that were split by a `\` at the end are joined, and a text with `\n` in the
/// middle is split. A last part without an end is left out.
std::vector<Step> whole_lines(const std::vector<Step>& steps, Side side);

} // namespace transcript
