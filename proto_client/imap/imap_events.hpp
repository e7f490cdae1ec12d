#pragma once

#include "common/imap/responses/response.hpp"
#include "proto_client/imap/view.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace imap_client {

/// The handlers for everything that belongs to no command.
///
/// A server may send it at any time: before a `+`, between a command and its
/// reply, while we idle. Each is told when it comes, whatever is in flight.
class ImapEvents {
public:
    virtual ~ImapEvents() = default;

    /// The server has greeted. After PREAUTH no login is needed.
    virtual void on_greeting(bool /*preauth*/) {}
    /// The mailbox has so many messages. The number names no message.
    virtual void on_exists(std::uint32_t /*messages*/) {}
    /// A message is gone. Its UID is given if it is known.
    virtual void on_gone(std::optional<Uid>) {}
    /// The flags of a message, which nobody has asked for.
    virtual void on_flags(std::optional<Uid>, const imap::Flags&) {}
    /// `* OK Still here`, `* NO [ALERT] ...`: a text for people.
    virtual void on_text(const imap::Untagged&) {}
    /// The server is about to close; the conversation is over.
    virtual void on_bye(const imap::Untagged&) {}
    /// Any other response that nobody has asked for.
    virtual void on_other(const imap::Response&) {}
    /// A response makes no sense; the conversation goes on.
    virtual void on_trouble(std::string_view /*text*/) {}
};

} // namespace imap_client
