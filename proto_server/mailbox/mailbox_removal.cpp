// How a Mailbox removes messages, and what it still knows of them.

#include "proto_server/mailbox/mailbox.hpp"

#include <algorithm>

namespace mail {

Expected<void> Mailbox::remove(std::span<const Uid> uids) {
    std::vector<Uid> known;
    for (const auto uid : uids)
        if (!gone_ && find(uid)) known.push_back(uid);
    std::ranges::sort(known);
    known.erase(std::unique(known.begin(), known.end()), known.end());
    keep_removed(known, Left::octets);
    auto removed = backing_->remove(known);
    const bool all = removed.size() == known.size();
    apply({.expunged = std::move(removed)});
    if (all) return {};
    return fail(Failure::Kind::system, "not every message could be removed");
}

/// Keeps what is left of messages that go, for those who are not told yet.
void Mailbox::keep_removed(std::span<const Uid> uids, Left left) {
    std::vector<RemovedMessage> kept;
    for (const auto uid : uids.first(std::min(uids.size(), removed_.room())))
        if (const auto* message = find(uid))
            kept.push_back({*message, left == Left::octets ? backing_->keep(uid)
                                                           : Backing::Kept()});
    removed_.add(std::move(kept));
}

Expected<void> Mailbox::expunge(std::span<const Uid> uids) {
    auto removed = remove(uids);
    sync_removed([](const auto&) {});
    return removed;
}

const Message* Mailbox::recall(Uid uid) const {
    if (const auto* message = find(uid)) return message;
    const auto* removed = removed_.find(uid);
    return removed ? &removed->message : nullptr;
}

} // namespace mail
