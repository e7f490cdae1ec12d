#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imap {

class Cursor;

/// mailbox = "INBOX" / astring   RFC 3501 §9
///
/// As it stands on the wire: whether it is modified UTF-7 or UTF-8 depends on
/// what was enabled. INBOX, in any case, becomes "INBOX".
std::string read_mailbox(Cursor& in);

/// Modified UTF-7 to UTF-8 and back, RFC 3501 §5.1.3: "~peter/&ZeVnLIqe-".
/// Nothing where the text is not well formed, in either direction.
std::optional<std::string> decode_utf7(std::string_view name);
std::optional<std::string> encode_utf7(std::string_view name);

} // namespace imap
