#pragma once

#include "common/transcript/transcript.hpp"

#include <string>

/// The content of a file of at most `limit` octets. Throws std::runtime_error
/// with a sentence that names the cause.
std::string read_file(const std::string& name, std::size_t limit);

/// Reads a `.wire` file. Throws std::runtime_error: "push.wire:14: …".
transcript::Transcript read_transcript(const std::string& name);

/// `text` as one word for a shell.
std::string shell_word(const std::string& text);
