#pragma once

#include "common/transcript/transcript.hpp"

#include <string>

namespace kit::book {

/// Returns the drawing of a conversation, and its lines in words.
std::string drawing(const transcript::Transcript& transcript);

/// Returns the lines of a conversation in words: a list with an item for each
/// row of the drawing. A screen reader has it, and the player shows its items.
std::string rows(const transcript::Transcript& transcript);

/// Returns the text of a `.wire` file, with a mark for each kind of line.
std::string wire_text(const std::string& text);

} // namespace kit::book
