#include "proto_server/mailbox/change_list.hpp"

#include <algorithm>

namespace mail {
namespace {

/// Below this number it is not worth while to look for what can be forgotten.
constexpr std::size_t few = 64;

} // namespace

void ChangeList::touch(Uid uid) {
    ++sequence_;
    const auto known = by_uid_.find(uid);
    if (known == by_uid_.end()) {
        changed_.push_back({uid, sequence_});
        by_uid_.emplace(uid, std::prev(changed_.end()));
        return;
    }
    known->second->sequence = sequence_;
    changed_.splice(changed_.end(), changed_, known->second);
}

void ChangeList::remove(Uid uid) {
    ++sequence_;
    if (const auto known = by_uid_.find(uid); known != by_uid_.end()) {
        changed_.erase(known->second);
        by_uid_.erase(known);
    }
    removed_.push_back({uid, sequence_});
    if (removed_.size() > forget_at_) forget_removed();
}

/// Forgets what all readers have passed, and the older half if there are too
/// many. The next time comes when there are twice as many, so the readers are
/// not visited for each removal.
void ChangeList::forget_removed() {
    auto slowest = sequence_;
    for (const auto& one : readers_)
        if (const auto reader = one.lock())
            slowest = std::min(slowest, reader->sequence);
    const bool too_many = removed_.size() > most_removed_;
    while (!removed_.empty() &&
           (removed_.front().sequence <= slowest ||
            (too_many && removed_.size() > most_removed_ / 2))) {
        forgotten_ = removed_.front().sequence;
        removed_.pop_front();
    }
    forget_at_ = std::min(most_removed_, std::max(few, 2 * removed_.size()));
}

Changes ChangeList::since(const Position& position) const {
    Changes changes;
    for (auto one = changed_.rbegin();
         one != changed_.rend() && one->sequence > position.sequence; ++one)
        if (one->uid < position.uid_next) changes.flagged.push_back(one->uid);
    changes.removals_known = position.sequence >= forgotten_;
    if (changes.removals_known)
        for (auto one = removed_.rbegin();
             one != removed_.rend() && one->sequence > position.sequence; ++one)
            if (one->uid < position.uid_next)
                changes.expunged.push_back(one->uid);
    for (auto* uids : {&changes.flagged, &changes.expunged})
        std::ranges::sort(*uids);
    return changes;
}

std::shared_ptr<Position> ChangeList::add_reader(const Position& now) {
    auto reader = std::make_shared<Position>(now);
    if (readers_.size() >= prune_at_) {
        std::erase_if(readers_, [](const auto& one) { return one.expired(); });
        prune_at_ = std::max(few, 2 * readers_.size());
    }
    readers_.push_back(reader);
    return reader;
}

} // namespace mail
