#pragma once

#include "common/transcript/mismatch.hpp"

#include <string>

namespace kit {

/// A diagram of the steps that were made, of the line that `listened_to`
/// should have said next (dashed), and of what came instead.
std::string draw_mismatch(const transcript::Mismatch& mismatch,
                          transcript::Side listened_to);

} // namespace kit
