#include "common/transcript/words.hpp"

#include <algorithm>

namespace transcript {

void skip_blanks(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

std::string_view take_word(std::string_view& text) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    skip_blanks(text);
    return word;
}

} // namespace transcript
