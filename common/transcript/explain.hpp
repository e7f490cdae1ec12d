#pragma once

#include "common/transcript/mismatch.hpp"
#include "common/transcript/transcript.hpp"

#include <string>
#include <string_view>

namespace transcript {

/// A mismatch for a person, in seven parts: where in which file and what it
/// tests, the steps so far, what was sent, expected, came, why, and `again`:
/// the command that repeats just this.
std::string explain(const Transcript& transcript, const Mismatch& mismatch,
                    std::string_view again);

} // namespace transcript
