#pragma once

#include <string_view>

namespace transcript {

/// Removes the blanks that the text begins with.
void skip_blanks(std::string_view& text);

/// Takes the text up to the next blank, and the blanks behind it.
std::string_view take_word(std::string_view& text);

} // namespace transcript
