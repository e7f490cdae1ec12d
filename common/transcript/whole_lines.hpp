#pragma once

#include "common/transcript/transcript.hpp"

#include <vector>

namespace transcript {

/// The steps, where each line of `side` is one line as it comes from the wire:
/// parts that a `\` at the end had split are joined, and text with a `\n` in
/// the middle is split. The end of a part that is never ended is left out.
std::vector<Step> whole_lines(const std::vector<Step>& steps, Side side);

} // namespace transcript
