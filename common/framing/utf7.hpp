#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace framing {

/// Modified UTF-7 to UTF-8 and back, RFC 3501 §5.1.3: printable ASCII stands
/// for itself, "&-" for "&", and UTF-16 in base64 between "&" and "-" for the
/// rest, as in "~peter/&ZeVnLIqe-". It is what mailboxes are called in
/// IMAP4rev1, and their folders in a Maildir.
///
/// Nothing where the text is not well formed, in either direction. A text has
/// one spelling, so what was decoded encodes to what it was.
std::optional<std::string> decode_utf7(std::string_view name);
std::optional<std::string> encode_utf7(std::string_view name);

} // namespace framing
