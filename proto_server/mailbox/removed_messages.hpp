#pragma once

#include "proto_server/mailbox/backing.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <unordered_map>

namespace mail {

/// A message that was removed, as it was then.
struct RemovedMessage {
    Message message;
    Backing::Kept octets; ///< empty if they are gone, too
};

/// Removed messages of which somebody was not told yet. Until then he may ask
/// for what he knows. RFC 2180 §4.1.2
///
/// Each removal ends a moment and begins the next one. A moment keeps the
/// messages that were removed at its end, and the moment after it. So who holds
/// a moment can ask for all that was removed since, and when nobody holds a
/// moment any more, its messages go.
class RemovedMessages {
public:
    explicit RemovedMessages(std::size_t most = limits::kept_removed);

    /// Null is a moment, too, and keeps nothing.
    using Moment = std::shared_ptr<const void>;
    Moment now() const { return now_; }

    /// How many of the messages that are removed now can be kept: none if
    /// nobody holds a moment.
    std::size_t room() const;

    /// Adds messages, at most as many as there is room for.
    void add(std::vector<RemovedMessage> messages);

    /// Null if there is none.
    const RemovedMessage* find(Uid uid) const;

private:
    using All = std::unordered_map<Uid, RemovedMessage>;
    struct Removal;

    std::size_t most_;
    std::shared_ptr<All> all_ = std::make_shared<All>();
    std::shared_ptr<Removal> now_;
};

} // namespace mail
