#pragma once

#include "common/transcript/transcript.hpp"

#include <string>

namespace kit {

/// Reads a `.wire` file. Throws std::runtime_error: "push.wire:14: …".
transcript::Transcript read_transcript(const std::string& name);

/// Reads a conversation: a `.wire` file, or a `.jsonl` file that a Recorder
/// wrote. Throws std::runtime_error.
transcript::Transcript read_conversation(const std::string& name);

} // namespace kit
