#pragma once

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/message.hpp"

#include <deque>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

namespace mail {

/// A modification sequence: it grows by one with each change of a mailbox.
using ModSequence = std::uint64_t;

/// A moment in the history of a mailbox.
struct Position {
    ModSequence sequence = 0;
    Uid uid_next = 1;
    bool operator==(const Position&) const = default;
};

/// The difference between two moments of a mailbox: each message is named once,
/// in the order of the UIDs. The mailbox says what the state of a message is.
struct Changes {
    std::vector<Uid> arrived;
    std::vector<Uid> flagged; ///< their flags may have changed
    std::vector<Uid> expunged;
    /// False if more was removed than the mailbox remembers. Then `expunged` is
    /// empty, and what is gone is found by comparing UIDs.
    bool removals_known = true;
    bool operator==(const Changes&) const = default;
};

/// The messages whose flags have changed, in the order of their last change,
/// each with the modification sequence of that change; and the UIDs that were
/// removed.
///
/// A message that is changed a thousand times stands in the list once. So the
/// list is never longer than the mailbox, and to ask for the changes since a
/// position takes time that grows with the difference alone. Arrivals are not
/// in the list, because UIDs grow: what has arrived since a position are the
/// messages from its `uid_next` on, and the mailbox has these.
///
/// A removed UID is remembered until all readers have passed it. Above
/// `limits::removed_uids`, the older half is forgotten.
class ChangeList {
public:
    explicit ChangeList(std::size_t most_removed = limits::removed_uids)
        : most_removed_(most_removed) {}

    void arrive() { ++sequence_; }
    /// Notes that the flags of a message have changed.
    void touch(Uid uid);
    void remove(Uid uid);

    ModSequence sequence() const { return sequence_; }

    /// Returns all changes but the arrivals.
    Changes since(const Position& position) const;

    /// A position that begins with `now`, and that its holder moves on. While
    /// the holder keeps it, what is removed after it stays known.
    std::shared_ptr<Position> add_reader(const Position& now);

    /// How many removed UIDs are remembered.
    std::size_t removed() const { return removed_.size(); }

private:
    struct Change {
        Uid uid;
        ModSequence sequence;
    };
    void forget_removed();

    std::list<Change> changed_; ///< the latest change last
    std::unordered_map<Uid, std::list<Change>::iterator> by_uid_;
    std::deque<Change> removed_;
    std::vector<std::weak_ptr<Position>> readers_;
    std::size_t most_removed_;
    std::size_t forget_at_ = 0; ///< removed UIDs: see which can be forgotten
    std::size_t prune_at_ = 0;  ///< readers: see which have gone
    ModSequence sequence_ = 0;
    ModSequence forgotten_ = 0; ///< of the latest removal that is forgotten
};

} // namespace mail
