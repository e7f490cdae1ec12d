#pragma once

#include "common/transcript/mismatch.hpp"
#include "common/transcript/transcript.hpp"

#include <string>

/// One diagram of what was said, of what `listened_to` should have said next
/// (dashed), and of what came instead.
std::string draw_mismatch(const transcript::Transcript& transcript,
                          const transcript::Mismatch& mismatch,
                          transcript::Side listened_to);
