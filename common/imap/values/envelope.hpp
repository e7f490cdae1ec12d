#pragma once

#include <optional>
#include <string>
#include <vector>

namespace imap {

using NString = std::optional<std::string>; ///< NIL or a string

/// An address of a message. RFC 3501 §7.4.2: a group begins with an address
/// that has a mailbox and no host, and ends with one that has neither.
struct Address {
    NString name, route, mailbox, host;
    bool operator==(const Address&) const = default;
};

/// The header fields that a list of messages shows, RFC 3501 §7.4.2.
struct Envelope {
    NString date, subject;
    std::vector<Address> from, sender, reply_to, to, cc, bcc;
    NString in_reply_to, message_id;
    bool operator==(const Envelope&) const = default;
};

} // namespace imap
