#pragma once

#include "common/transcript/mismatch.hpp"

#include <string>

namespace transcript {

/// Returns the reason in one sentence, without a full stop.
std::string why(const Mismatch& mismatch);

/// Returns what was expected: a line as `.wire` text, anything else in words.
std::string say_expected(const Expected& expected);

} // namespace transcript
