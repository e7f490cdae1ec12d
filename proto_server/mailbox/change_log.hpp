#pragma once

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/message.hpp"

#include <deque>
#include <optional>
#include <vector>

namespace mail {

/// What has happened to the messages of a mailbox, each named once and in the
/// order of their UIDs. Its state is what the mailbox says of it now.
struct Changes {
    std::vector<Uid> arrived;
    std::vector<Uid> flagged; ///< who knew it may know other flags
    std::vector<Uid> expunged;
    bool operator==(const Changes&) const = default;
};

/// The newest changes of a mailbox, one by one, up to a limit.
class ChangeLog {
public:
    enum class Kind : std::uint8_t { arrived, flagged, expunged };
    using Position = std::uint64_t;

    explicit ChangeLog(std::size_t limit = limits::change_log)
        : limit_(limit) {}

    void record(Uid uid, Kind kind);

    /// Grows by one with each change.
    Position position() const { return forgotten_ + entries_.size(); }

    /// The changes after `position`, in time and memory that grow with their
    /// number alone. Nothing if some of them are forgotten.
    std::optional<Changes> since(Position position) const;

private:
    struct Entry {
        Uid uid;
        Kind kind;
    };

    std::size_t limit_;
    std::deque<Entry> entries_;
    Position forgotten_ = 0;
};

} // namespace mail
