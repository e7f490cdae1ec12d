#pragma once

#include <string>
#include <string_view>

namespace mail {

/// `text` with the encoded-words of UTF-8 and ASCII decoded, and no white space
/// between neighbours. What is none stays as it is. RFC 2047 §6.1, §6.2
std::string decode_words(std::string_view text);

} // namespace mail
