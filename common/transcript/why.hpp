#pragma once

#include "common/transcript/mismatch.hpp"

#include <string>

namespace transcript {

/// Why it is a mismatch: one sentence, without a full stop.
std::string why(const Mismatch& mismatch);

/// What was expected: a line as `.wire` text, anything else in words.
std::string say_expected(const Expected& expected);

} // namespace transcript
