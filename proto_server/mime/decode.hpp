#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mime {

/// Decodes base64, quoted-printable and x-uuencode; 7bit, 8bit and binary stay
/// as they are (RFC 2045 §6). The case of the encoding does not
/// matter. Returns nothing for an unknown encoding. Octets that the encoding
/// does not allow are skipped.
std::optional<std::string> decode(std::string_view octets,
                                  const std::string& encoding);

/// Returns a text in `charset` as UTF-8; octets that cannot be converted become
/// a replacement character.
std::string to_utf8(std::string_view octets, const std::string& charset);

/// Converts text in `charset` to UTF-8, and takes it from `octets`. A character
/// that is not whole at the end stays there.
std::string take_whole_characters(std::string& octets,
                                  const std::string& charset);

/// Returns text whose charset is not known as UTF-8: it is UTF-8 already, or it
/// is guessed.
std::string guess_utf8(std::string_view octets);

/// True if each letter and its accent are one character, as "é": Unicode's form
/// NFC, which RFC 5198 §2 asks for.
bool is_composed(std::string_view utf8);

/// Returns the text with a CR before each LF that has none.
std::string with_crlf(std::string_view text);

/// Returns a form that is equal for two texts which differ only in the case of
/// letters and in how accents are composed. `utf8` may be any octets.
std::string folded(std::string_view utf8);

} // namespace mime
