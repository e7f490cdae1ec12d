#pragma once

#include <optional>
#include <string>
#include <vector>

namespace imap {

using NString = std::optional<std::string>; ///< NIL or a string

/// address = "(" addr-name SP addr-adl SP addr-mailbox SP addr-host ")"
///                                                          RFC 3501 §9
/// A group begins with its name as `mailbox` and NIL as `host`, and ends with
/// NIL as both (RFC 3501 §7.4.2).
struct Address {
    NString name, route, mailbox, host;
    bool operator==(const Address&) const = default;
};

/// ENVELOPE: the header of a message, parsed. RFC 3501 §7.4.2.
struct Envelope {
    NString date, subject;
    std::vector<Address> from, sender, reply_to, to, cc, bcc;
    NString in_reply_to, message_id;
    bool operator==(const Envelope&) const = default;
};

class Cursor;
class Writer;
Envelope read_envelope(Cursor& in);
void write(Writer& out, const Envelope& envelope);

} // namespace imap
