#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace framing {

/// The encoding of the lines within AUTHENTICATE and of encoded-words,
/// RFC 3501 §6.2.2 and §9:
///
///     base64          = *(4base64-char) [base64-terminal]
///     base64-terminal = (2base64-char "==") / (3base64-char "=")
///
/// Decoding returns nothing if the text is something else, also for "=": the
/// caller must know that this is an empty initial response (RFC 4959 §3).
std::optional<std::string> decode_base64(std::string_view text);
std::string encode_base64(std::string_view octets);

} // namespace framing
