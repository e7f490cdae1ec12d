#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imap {

/// What AUTHENTICATE exchanges, RFC 3501 §6.2.2 and §9:
///
///     base64          = *(4base64-char) [base64-terminal]
///     base64-terminal = (2base64-char "==") / (3base64-char "=")
///
/// Nothing where the text is not that; "=" alone, the empty initial response
/// of RFC 4959 §3, is for the caller to know.
std::optional<std::string> decode_base64(std::string_view text);
std::string encode_base64(std::string_view octets);

} // namespace imap
