#pragma once

#include "proto_server/mailbox/backing.hpp"
#include "proto_server/mailbox/change_list.hpp"
#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/removed_messages.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace mail {

/// One folder: its messages in the order of their UIDs, the list of their
/// changes, and the watchers that want to know of a change.
///
/// It knows no protocol. Push is state, not a queue: a session keeps the
/// position up to which its client was told, and asks for the changes since.
///
/// Nothing here takes long, but to open a large folder does. What can concern
/// many messages is done in portions: a `Copy`, and `remove` with
/// `sync_removed`. Where the disk is waited for, a function has an argument
/// `done`, which is called with the result later, or at once in memory. The
/// mailbox must live until then; a Maildir's sees to that.
class Mailbox {
public:
    using Watcher = std::function<void()>;

    /// Makes an empty mailbox in memory.
    explicit Mailbox(std::uint32_t limit = limits::messages);

    /// Makes a mailbox with the messages of `backing`. Throws
    /// FailureError if the backing cannot read them.
    explicit Mailbox(std::unique_ptr<Backing> backing,
                     std::uint32_t limit = limits::messages);
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    /// Returns all messages in the order of their UIDs: the message with
    /// sequence number n is messages()[n - 1]. The next change may move them.
    const std::vector<Message>& messages() const { return messages_; }

    /// Returns the message with that UID, or null. It takes time as the
    /// logarithm of the number of messages.
    const Message* find(Uid uid) const;

    /// The same, also for a message that was removed, as it was then. It is
    /// known, and its `octets`, `size` and `header`, as long as somebody holds
    /// a moment from before (`removed().now()`).
    const Message* recall(Uid uid) const;
    const RemovedMessages& removed() const { return removed_; }

    Uid uid_validity() const { return backing_->uid_validity(); }
    Uid uid_next() const { return uid_next_; }

    /// Every keyword that a message here has or had, in order.
    const std::vector<std::string>& keywords() const {
        return keywords_.keywords();
    }

    /// Adds a message; a CR is put before each LF that has none. Fails if
    /// the mailbox is full or the message too big. When `done` is called with
    /// the UID, which may be at once, the message is among `messages()`.
    void append(std::string octets, const Flags& flags,
                std::chrono::sys_seconds date, Done<Uid> done);

    /// The same where it is done at once: in memory, or with inline jobs.
    Expected<Uid> append(std::string_view octets, const Flags& flags,
                         std::chrono::sys_seconds date);

    /// Messages of `source` on their way into `target`, which may be the same
    /// mailbox. Nobody sees them before the end; to destroy the copy takes them
    /// away again.
    class Copy {
    public:
        /// Both outlive the copy.
        Copy(Mailbox& source, Mailbox& target);

        /// Copies what the source has of these, with flags and dates. A message
        /// that is gone is passed over.
        Expected<void> add(std::span<const Uid> uids);

        /// Puts all that was copied into the target, or nothing. `done` may be
        /// called at once, or when the copy is destroyed already.
        void finish(Done<std::vector<MessageCopy>> done);
        Expected<std::vector<MessageCopy>> finish();

    private:
        Expected<void> check_room(std::size_t more) const;

        Mailbox& source_;
        Mailbox& target_;
        std::unique_ptr<Backing::Copy> copy_;
        std::size_t copied_ = 0;
    };

    /// Copies all of them at once, for a few messages or where nobody waits.
    Expected<std::vector<MessageCopy>> copy(Mailbox& source,
                                            std::span<const Uid> uids);

    /// Makes sure that messages can have these keywords, which may be new.
    /// Call it before `set_flags` or a `Copy` with them: else these may wait
    /// for the disk.
    void learn_keywords(const Flags& flags, Done<void> done) {
        backing_->learn_keywords(with_room(flags), std::move(done));
    }

    /// Replaces the flags of a message.
    ///
    /// Here and in `append` and `copy`, a keyword that is no atom, or for which
    /// there is no room (`limits::keywords`), is left out. RFC 3501 §7.1
    Expected<void> set_flags(Uid uid, const Flags& flags);

    /// Returns the recent messages, in order: those that have arrived and of
    /// which nobody was told who may change the mailbox. Who takes them is told
    /// first, and then they are recent for nobody else. RFC 3501 §2.3.2
    std::vector<Uid> recent() const;
    std::vector<Uid> take_recent();

    /// Removes messages, whatever their flags. UIDs that are gone already are
    /// passed over. Many messages are removed in portions, the last ones first;
    /// `sync_removed` comes at the end.
    Expected<void> remove(std::span<const Uid> uids);

    /// Sees to it that what was removed stays away if the power fails.
    void sync_removed(Done<void> done) {
        backing_->sync_removed(std::move(done));
    }

    /// Both, for a few messages or where nobody waits.
    Expected<void> expunge(std::span<const Uid> uids);

    /// Returns the whole message. The failure is `missing` if others have
    /// removed it meanwhile.
    Expected<Octets> octets(Uid uid);

    /// Returns the number of its octets. In the first call the message may have
    /// to be read.
    Expected<std::uint32_t> size(Uid uid);

    /// Returns the beginning of a message, as far as its header goes at least.
    Expected<Octets> header(Uid uid);

    /// Looks for what others did to the same folder; quick if there is nothing.
    /// If they removed it, the mailbox is gone. If it does not fail, it calls
    /// `done` when all that it found is known, which may be at once.
    Expected<void> refresh(const std::function<void()>& done = {});

    // Changes

    Position position() const { return {changes_.sequence(), uid_next_}; }

    /// The difference between `position` and now, in time that grows with the
    /// difference and not with the mailbox.
    Changes changes_since(const Position& position) const;

    /// The position now, for a reader that moves it on whenever it has asked
    /// for changes. As long as it is held, removed UIDs are remembered for it.
    std::shared_ptr<Position> add_reader() {
        return changes_.add_reader(position());
    }

    /// Calls `watcher` after every change, until it is forgotten or the mailbox
    /// ends. The call carries no news: the watcher looks for itself, and later,
    /// since it may not call the mailbox back at once.
    int watch(Watcher watcher);
    void forget(int watcher) { watchers_.erase(watcher); }

    /// True if the folder was removed: nothing can be done with it any more,
    /// and clients that have selected it are to be told. Its account says this.
    bool gone() const { return gone_; }
    void set_gone();

private:
    bool has_room(std::size_t messages) const;
    Expected<void> check(std::string_view octets) const;
    Flags with_room(const Flags& flags) const;
    enum class Left : bool { facts, octets };
    void keep_removed(std::span<const Uid> uids, Left left);
    void apply(FoundChanges changes);
    void drop(std::span<const Uid> uids);
    void notify_watchers();

    // The members that every push reads stand first: they share cache lines.
    ChangeList changes_;
    Uid uid_next_ = 1;
    bool gone_ = false;
    std::uint32_t limit_;
    std::size_t adding_ = 0; ///< messages that are on their way
    std::vector<Message> messages_;
    std::vector<Uid> untaken_; ///< they are recent if the backing says so, too
    Flags keywords_;
    std::unique_ptr<Backing> backing_;
    RemovedMessages removed_;
    std::map<int, Watcher> watchers_;
    int last_watcher_ = 0;
};

/// Watches a mailbox for as long as it lives. The mailbox must outlive it.
class MailboxWatch {
public:
    MailboxWatch(Mailbox& mailbox, Mailbox::Watcher watcher)
        : mailbox_(mailbox), number_(mailbox.watch(std::move(watcher))) {}
    ~MailboxWatch() { mailbox_.forget(number_); }
    MailboxWatch(const MailboxWatch&) = delete;
    MailboxWatch& operator=(const MailboxWatch&) = delete;

private:
    Mailbox& mailbox_;
    int number_;
};

} // namespace mail
