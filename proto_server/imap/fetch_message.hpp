#pragma once

#include "common/imap/responses/response.hpp"
#include "common/imap/values/fetch_item.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <vector>

namespace imap_server {

/// Whether the item is the message's text, which makes it `\Seen`.
/// RFC 3501 §6.4.5.
bool makes_seen(const imap::FetchItem& item);

/// Whether the message, or its header, is read for the item.
bool reads_message(const imap::FetchItem& item);

struct Fetched {
    std::vector<imap::FetchValue> values;
    /// A BINARY[…] has an encoding that we do not know, and no value.
    /// RFC 3516 §4.3
    bool unknown_encoding = false;
};

/// What a FETCH asks of one message. It is read only if something asks for
/// what it says; with `global` a message/global in it is read as a message.
/// Fails if it cannot be read, is gone, or would be told many times over
/// (`limits::beside_message`).
mail::Expected<Fetched> fetch_message(mail::Mailbox& mailbox,
                                      const mail::Message& message,
                                      const std::vector<imap::FetchItem>& items,
                                      bool global);

} // namespace imap_server
