#pragma once

#include "common/imap/responses/response.hpp"
#include "common/imap/values/fetch_item.hpp"
#include "proto_server/mailbox/mailbox.hpp"
#include "proto_server/mime/message.hpp"

#include <vector>

namespace imap_server {

/// Whether the item is the message's text, which makes it `\Seen`.
/// RFC 3501 §6.4.5.
bool makes_seen(const imap::FetchItem& item);

/// Whether the message, or its header, is read for the item.
bool reads_message(const imap::FetchItem& item);

/// The values of one message that a FETCH has found.
struct FetchValues {
    std::vector<imap::FetchValue> values;
    /// A BINARY[…] has an encoding that we do not know, and no value.
    /// RFC 3516 §4.3
    bool unknown_encoding = false;
};

/// Finds out in portions what a FETCH asks of one message. It holds the octets
/// that it has read, so others may change the mailbox meanwhile.
class MessageFetch {
public:
    /// The message is read only if an item asks for its text. `items` outlive
    /// this. With `global` a message/global in the message is read as a
    /// message. Fails if the message cannot be read, or is gone.
    static mail::Expected<MessageFetch>
    begin(mail::Mailbox& mailbox, mail::Uid uid,
          const std::vector<imap::FetchItem>& items, bool global);

    /// Does some items; true if there are more. Fails if the message is gone,
    /// or would be told many times over (`limits::beside_message`).
    mail::Expected<bool> go_on(mail::Mailbox& mailbox);

    mail::Uid uid() const { return uid_; }

    /// Returns the octets of the texts found so far.
    std::size_t octets() const;

    /// Returns the values found so far. The flags in them may be old.
    FetchValues& found() { return found_; }

private:
    MessageFetch(mail::Uid uid, const std::vector<imap::FetchItem>& items,
                 mail::Octets octets, bool global)
        : uid_(uid), items_(&items), octets_(std::move(octets)),
          parsed_(*octets_, global) {}
    mail::Expected<void> add(const imap::FetchItem& item,
                             mail::Mailbox& mailbox);

    mail::Uid uid_;
    const std::vector<imap::FetchItem>* items_;
    std::size_t next_ = 0; ///< of the items
    mail::Octets octets_;
    mime::Message parsed_;
    FetchValues found_;
};

} // namespace imap_server
