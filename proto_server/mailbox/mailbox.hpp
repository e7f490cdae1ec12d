#pragma once

#include "proto_server/mailbox/backing.hpp"
#include "proto_server/mailbox/change_log.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace mail {

/// One folder: its messages in the order of their UIDs, the log of their
/// changes, and who wants to know of a change.
///
/// It knows no protocol. Push is state, not a queue: a session keeps the
/// position up to which its client was told, and asks for what came after.
class Mailbox {
public:
    using Watcher = std::function<void()>;
    using Position = ChangeLog::Position;

    /// In memory, with nothing in it.
    explicit Mailbox(std::uint32_t limit = limits::messages);

    /// With what `backing` has: throws std::runtime_error if it cannot tell.
    explicit Mailbox(std::unique_ptr<Backing> backing,
                     std::uint32_t limit = limits::messages);
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    /// In the order of their UIDs, so the message with sequence number n is
    /// messages()[n - 1]. The next change may move them.
    const std::vector<Message>& messages() const { return messages_; }

    /// Nothing if there is none. Takes time as the logarithm of their number.
    const Message* find(Uid uid) const;

    Uid uid_validity() const { return backing_->uid_validity(); }
    Uid uid_next() const { return uid_next_; }

    /// Every keyword that a message here has or had, in order.
    const std::vector<std::string>& keywords() const {
        return keywords_.keywords();
    }

    /// Adds a message; a CR is put before each LF that has none.
    /// Fails if it is full, too big, or a keyword cannot be one.
    Expected<Uid> append(std::string_view octets, const Flags& flags,
                         std::chrono::sys_seconds date);

    /// Adds what `source`, which may be this mailbox, has of these: all of them
    /// or none. One that is gone is passed over.
    Expected<std::vector<Copied>> copy(Mailbox& source,
                                       std::span<const Uid> uids);

    /// Replaces the flags of a message.
    Expected<void> set_flags(Uid uid, const Flags& flags);

    /// Removes messages, whatever their flags; UIDs that are gone already are
    /// passed over. Takes time as the size of the mailbox: give it all at once.
    Expected<void> expunge(std::span<const Uid> uids);

    /// The whole message. One that others removed meanwhile is `missing`.
    Expected<Octets> octets(Uid uid);

    /// How many octets that are. The first time the message may have to be
    /// read.
    Expected<std::uint32_t> size(Uid uid);

    /// As much of it as holds the header; `octets` at the most.
    Expected<Octets> header(Uid uid);

    /// Looks for what others did to the same folder; quick if there is nothing.
    /// If they removed it, the mailbox is gone.
    Expected<void> refresh();

    // Changes

    Position position() const { return log_.position(); }

    /// What happened after `position`, in time that grows with it and not with
    /// the mailbox. Nothing if it is too long ago: compare messages() then.
    std::optional<Changes> changes_since(Position position) const {
        return log_.since(position);
    }

    /// Calls `watcher` after every change, until it is forgotten or the mailbox
    /// ends. The nudge carries no news: the watcher looks for itself, and
    /// later, since it may not call the mailbox back at once.
    int watch(Watcher watcher);
    void forget(int watcher) { watchers_.erase(watcher); }

    /// The folder was removed: nothing can be done with it any more, and who
    /// has it selected is to hear so. Its account says this.
    bool gone() const { return gone_; }
    void set_gone();

    // For the toy, whose number of a message is its UID and whose text is its
    // Subject.

    /// How many messages there ever were.
    std::uint32_t count() const { return uid_next_ - 1; }

    /// The text of message `number`; nothing if there is none, or no more.
    std::optional<std::string> text(std::uint32_t number);

    /// Appends an advert of now with that text.
    Expected<Uid> post(std::string_view text);

private:
    bool has_room(std::size_t messages) const;
    Expected<void> learn_keywords(const Flags& flags);
    void take(Sightings sightings);
    void drop(std::span<const Uid> uids);
    void nudge();

    // First what every push touches: with many clients, memory is what costs.
    ChangeLog log_;
    Uid uid_next_ = 1;
    bool gone_ = false;
    std::uint32_t limit_;
    std::vector<Message> messages_;
    Flags keywords_;
    std::unique_ptr<Backing> backing_;
    std::map<int, Watcher> watchers_;
    int last_watcher_ = 0;
};

/// Fills an empty mailbox with a few adverts, to have something to read.
void add_sample_adverts(Mailbox& mailbox);

} // namespace mail
