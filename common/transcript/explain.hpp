#pragma once

#include "common/transcript/mismatch.hpp"
#include "common/transcript/transcript.hpp"

#include <string>
#include <string_view>

namespace transcript {

/// Explains a mismatch to a person in seven parts: the place in the file and
/// what the file tests, the steps so far, the line that was sent last, the
/// expected one, the one that came, the reason, and `again`, the command that
/// repeats just this. `besides` is added to the reason: "; your program ended
/// with exit code 1".
std::string explain(const Transcript& transcript, const Mismatch& mismatch,
                    std::string_view again, std::string_view besides = {});

} // namespace transcript
