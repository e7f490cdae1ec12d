#pragma once

#include "proto_server/mailbox/jobs.hpp"
#include "proto_server/mailbox/message.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mail {

/// Octets that several may hold at once. Nobody changes them.
using Octets = std::shared_ptr<const std::string>;

/// The changes that a backing has found in its folder, and that its mailbox
/// does not know of.
struct FoundChanges {
    std::vector<Message> arrived; ///< in the order of their UIDs
    std::vector<std::pair<Uid, Flags>> flagged;
    std::vector<Uid> expunged;
    bool nothing() const {
        return arrived.empty() && flagged.empty() && expunged.empty();
    }
};

/// A copy, and the UID of the message that it was made from.
struct MessageCopy {
    Uid from;
    Message message;
};

/// Keeps the messages of a mailbox, and gives them their UIDs.
///
/// Only a mailbox calls it. When a function returns without a failure, or calls
/// `done` without one, its effect lasts, also if the program ends the moment
/// after. `done` is called on the loop, at once or later, and messages become
/// known in the order of their UIDs.
class Backing {
public:
    virtual ~Backing() = default;

    virtual Uid uid_validity() const = 0;
    virtual Uid uid_next() const = 0;

    /// Adds a message, which gets a UID.
    virtual void add(std::string octets, const Flags& flags,
                     std::chrono::sys_seconds date, Done<Message> done) = 0;

    /// Messages of another backing on their way into this one. They are copied
    /// in portions and get their UIDs at the end, all at once. Until then
    /// nobody sees them, and to destroy the copy takes them away again.
    class Copy {
    public:
        virtual ~Copy() = default;
        /// Copies messages with their flags and dates. A message that others
        /// removed meanwhile is passed over.
        virtual Expected<void> add(Backing& source,
                                   std::span<const Message> messages) = 0;
        /// Gives UIDs to all that was copied. Then the copy is finished also
        /// if it is destroyed before `done` is called.
        virtual void finish(Done<std::vector<MessageCopy>> done) = 0;
    };

    /// The copy must not outlive this.
    virtual std::unique_ptr<Copy> begin_copy() = 0;

    /// Whether a message is still recent, if nobody was told of it by the
    /// mailbox. RFC 3501 §2.3.2
    virtual bool is_recent(Uid) const { return true; }
    /// These are not recent any more, also if the program is started again.
    virtual void set_old(std::span<const Uid>) {}

    /// Makes sure that each of these keywords can be given to a message. After
    /// that, `set_flags` and a `Copy` with them wait for no disk. The failure
    /// is `unavailable` if another program must be waited for.
    virtual void learn_keywords(const Flags&, Done<void> done) { done({}); }

    /// Returns the flags that the message has now: a keyword for which there is
    /// no place is left out.
    virtual Expected<Flags> set_flags(Uid uid, const Flags& flags) = 0;

    /// Reads a message that was removed. As long as a `Kept` lives, its octets
    /// take room. The backing must outlive it.
    using Kept = std::function<Expected<Octets>()>;
    /// Keeps the octets of a message that is about to be removed. The result is
    /// empty where that cannot be.
    virtual Kept keep(Uid) { return {}; }

    /// Removes messages, whose UIDs are in order. Returns those that are gone
    /// now, in order. It takes less time to remove the last messages first.
    virtual std::vector<Uid> remove(std::span<const Uid> uids) = 0;

    /// Sees to it that what was removed stays away if the power fails.
    virtual void sync_removed(Done<void> done) { done({}); }

    /// The message, its lines ending with CRLF.
    virtual Expected<Octets> octets(Uid uid) = 0;

    /// How many octets that are.
    virtual Expected<std::uint32_t> size(Uid uid) = 0;

    /// The message as far as its header goes, and maybe farther: so the header
    /// of a large message costs no more than that of a small one.
    virtual Expected<Octets> header(Uid uid) { return octets(uid); }

    /// Returns what others have done since the last call, but for arrivals; in
    /// the first call, all messages that have UIDs.
    virtual Expected<FoundChanges> look() = 0;

    /// Gives UIDs to the arrivals that the looks have found until now, and
    /// calls `done` with those that got one by this call. If there are none,
    /// that is at once, or when the arrivals of an earlier call are known.
    virtual void number_arrivals(Done<std::vector<Message>> done) {
        done(std::vector<Message>());
    }
};

} // namespace mail
