#pragma once

#include <string>
#include <string_view>

namespace mime {

/// Returns the value of a field with its encoded words decoded, as UTF-8
/// (RFC 2047 §6). Each word is decoded by itself. A character that a sender has
/// cut in two words of the same charset is joined, though RFC 2047 §5 forbids
/// that.
std::string decode_words(std::string_view value);

} // namespace mime
