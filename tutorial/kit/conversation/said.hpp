#pragma once

#include "common/transcript/transcript.hpp"

namespace kit {

/// Returns a conversation with what was really said in place of its patterns:
/// it is played in memory, against our own server. A file that cannot be played
/// so, or fails, is returned as it is.
transcript::Transcript as_said(const transcript::Transcript& transcript);

} // namespace kit
