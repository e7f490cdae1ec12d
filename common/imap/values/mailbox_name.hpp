#pragma once

#include <string>

namespace imap {

class Cursor;

/// mailbox = "INBOX" / astring   RFC 3501 §9
///
/// Returns the name as on the wire. It is modified UTF-7 (framing/utf7.hpp), or
/// UTF-8 if that was enabled. INBOX in any case becomes "INBOX".
std::string read_mailbox(Cursor& in);

} // namespace imap
