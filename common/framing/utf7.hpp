#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace framing {

/// Modified UTF-7 to UTF-8 and back, RFC 3501 §5.1.3: printable ASCII stands
/// for itself, "&-" for "&", and UTF-16 in base64 between "&" and "-" for the
/// rest, as in "~peter/&ZeVnLIqe-". IMAP4rev1 writes the names of mailboxes so,
/// and a Maildir the names of their folders.
///
/// Both return nothing if the text is not well-formed. Only one spelling is
/// well-formed, so decoding and encoding again gives the same text.
std::optional<std::string> decode_utf7(std::string_view name);
std::optional<std::string> encode_utf7(std::string_view name);

} // namespace framing
