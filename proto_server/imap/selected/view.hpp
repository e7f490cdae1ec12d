#pragma once

#include "common/imap/responses/response.hpp"
#include "proto_server/imap/selected/uid_list.hpp"
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
    /// Begins with all messages as told: SELECT has said how many. The client
    /// takes the recent ones, unless it may only read.
    View(mail::Mailbox& mailbox, bool read_only);

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
    /// told: EXPUNGE where it is allowed, the last message first; EXISTS;
    /// RECENT; FETCH with the UID and the flags as they are now.
    std::optional<imap::Response> next(bool may_expunge);

    /// Whether this client is the first to be told of a message, and how many
    /// such messages there are. RFC 3501 §2.3.2
    bool is_recent(mail::Uid uid) const;
    std::uint32_t recent() const {
        return static_cast<std::uint32_t>(recent_.size());
    }
    /// No message is recent from now on: IMAP4rev2 has no such thing.
    void tell_no_recent();

    /// The flags of a message that the client knows, with `\Recent`.
    imap::Flags flags(const mail::Message& message) const;

    /// True if the client is still to be told of the message's flags.
    bool flags_are_due(mail::Uid uid) const;
    /// The client has been told of the message's flags.
    void flags_are_told(mail::Uid uid);

private:
    /// Changes of which the client was not told yet.
    struct Untold {
        mail::RemovedMessages::Moment since;  ///< what was removed is kept
        std::vector<mail::Uid> gone, flagged; ///< in order
    };

    Untold& untold();
    void forget_if_all_told();
    std::optional<imap::Response> next_expunged();
    std::optional<imap::Response> next_flags();
    void find_recent();
    void compare_uids();

    mail::Mailbox& mailbox_;
    std::shared_ptr<mail::Position> position_; ///< of the last look
    mail::RemovedMessages::Moment looked_at_;  ///< the same
    std::unique_ptr<Untold> untold_;           ///< null if all is told
    UidList uids_; ///< told ones first, then new ones
    std::uint32_t told_;
    std::uint32_t told_recent_ = 0; ///< how many
    std::vector<mail::Uid> recent_; ///< in order
    bool read_only_;
    bool has_recent_ = true;
};

} // namespace imap_server
