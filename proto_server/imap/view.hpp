#pragma once

#include "common/imap/responses/response.hpp"
#include "proto_server/imap/uid_list.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace imap_server {

/// A mailbox as one client has been told of it: which message has which number.
///
/// Numbers change when messages go, and a client may not be told so at any
/// time; until it is, the numbers mean what they meant. RFC 3501 §7.4.1.
/// Push is state, not a queue: what is yet to be told is a set of UIDs, so
/// however much happens a message is told of once.
class View {
public:
    /// Begins with all messages as told: SELECT has said how many.
    explicit View(mail::Mailbox& mailbox);

    /// How many messages the client knows of.
    std::uint32_t count() const { return told_; }

    /// The UID of message `number`, from 1 to count().
    mail::Uid uid(std::uint32_t number) const { return uids_[number - 1]; }

    /// The greatest UID that the client can know of; 0 when there is none.
    mail::Uid last_uid() const { return told_ ? uids_[told_ - 1] : 0; }

    /// The number of the first message with this UID or a greater one, or
    /// count() + 1.
    std::uint32_t number_from(mail::Uid uid) const;

    /// Looks for what has happened since the last look, in time that grows with
    /// the changes alone, unless very many messages were removed.
    void look();

    /// Takes the next thing to tell, as one response, or nothing if all is
    /// told: EXPUNGE where it is allowed, the last message first; EXISTS; FETCH
    /// with the UID and the flags as they are now.
    std::optional<imap::Response> next(bool may_expunge);

    /// True if the client is still to be told of the message's flags.
    bool flags_are_due(mail::Uid uid) const;
    /// The client has been told of the message's flags.
    void flags_are_told(mail::Uid uid);

private:
    std::optional<imap::Response> next_expunged();
    std::optional<imap::Response> next_flags();
    void compare_uids();

    mail::Mailbox& mailbox_;
    std::shared_ptr<mail::Position> position_; ///< of the last look
    UidList uids_; ///< told ones first, then new ones
    std::uint32_t told_;
    std::vector<mail::Uid> gone_, flagged_; ///< to be told, in order
};

} // namespace imap_server
