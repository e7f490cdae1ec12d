#pragma once

#include <string_view>

namespace transcript {

/// True if `line` is data that an IMAP server may send at any time, whatever
/// the client has asked for: the flags of a message, the number of recent
/// messages, the flags of the mailbox, or a note to people.
///
/// EXISTS and EXPUNGE are not among them. A server may send them unasked, too,
/// but when it does so is what transcripts test. RFC 3501 §5.2, §7.1.1, §7.2.6,
/// §7.3.2 and §7.4.2
bool is_unasked(std::string_view line);

} // namespace transcript
