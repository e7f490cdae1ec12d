#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mime {

/// Returns the word of the field Content-Transfer-Encoding in lower case;
/// "7bit" if there is no such field.
std::string transfer_encoding(std::string_view header);

/// Decodes base64, quoted-printable and x-uuencode; 7bit, 8bit and binary stay
/// as they are (RFC 2045 §6). Returns nothing for an unknown encoding. Octets
/// that the encoding does not allow are skipped.
std::optional<std::string> decode(std::string_view octets,
                                  const std::string& encoding);

/// Returns a text in `charset` as UTF-8; octets that cannot be converted become
/// a replacement character.
std::string to_utf8(std::string_view octets, const std::string& charset);

/// Returns the value of a field with its encoded words decoded (RFC 2047), as
/// UTF-8.
std::string decode_words(const std::string& value);

/// True if each letter and its accent are one character, as "é": Unicode's form
/// NFC, which RFC 5198 §2 asks for.
bool is_composed(std::string_view utf8);

/// Returns the text with a CR before each LF that has none.
std::string with_crlf(std::string_view text);

/// Returns a form that is equal for two texts which differ only in the case of
/// letters and in how accents are composed. `utf8` may be any octets.
std::string folded(std::string_view utf8);

} // namespace mime
