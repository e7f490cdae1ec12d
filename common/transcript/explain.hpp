#pragma once

#include "common/transcript/mismatch.hpp"
#include "common/transcript/transcript.hpp"

#include <string>
#include <string_view>

namespace transcript {

/// A mismatch for a person, in seven parts: where in which file and what it
/// tests, the steps so far, what was sent, expected, came, why, and `again`:
/// the command that repeats just this. `besides` is added to the reason, for
/// what others know of it: "; your program ended with exit code 1".
std::string explain(const Transcript& transcript, const Mismatch& mismatch,
                    std::string_view again, std::string_view besides = {});

} // namespace transcript
