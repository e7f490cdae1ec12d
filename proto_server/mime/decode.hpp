#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mime {

/// The word of Content-Transfer-Encoding in lower case; "7bit" without one.
std::string transfer_encoding(std::string_view header);

/// Undoes base64, quoted-printable and x-uuencode; 7bit, 8bit and binary stay
/// (RFC 2045 §6). Nothing for an encoding that nobody knows. What is broken in
/// the octets is skipped.
std::optional<std::string> decode(std::string_view octets,
                                  const std::string& encoding);

/// UTF-8 of a text in `charset`; what cannot be converted becomes a mark.
std::string to_utf8(std::string_view octets, const std::string& charset);

/// A field's value with its encoded words decoded (RFC 2047), UTF-8.
std::string decode_words(const std::string& value);

/// Whether the letters of a UTF-8 text and their accents are composed: "é" is
/// one character. Unicode's form NFC, as RFC 5198 §2 has it.
bool is_composed(std::string_view utf8);

/// The text with a CR before each LF that has none.
std::string with_crlf(std::string_view text);

/// What two texts have in common that differ only in the case of letters and
/// in how these are composed. Any octets.
std::string folded(std::string_view utf8);

} // namespace mime
