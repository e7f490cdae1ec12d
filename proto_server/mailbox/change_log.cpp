#include "proto_server/mailbox/change_log.hpp"

#include <algorithm>

namespace mail {

void ChangeLog::record(Uid uid, Kind kind) {
    entries_.push_back({uid, kind});
    if (entries_.size() <= limit_) return;
    entries_.pop_front();
    ++forgotten_;
}

std::optional<Changes> ChangeLog::since(Position position) const {
    if (position < forgotten_ || position > this->position())
        return std::nullopt;
    const auto first =
        entries_.begin() + static_cast<std::ptrdiff_t>(position - forgotten_);
    std::vector<Entry> missed(first, entries_.end());
    std::ranges::stable_sort(missed, {}, &Entry::uid);

    Changes changes;
    for (auto entry = missed.begin(); entry != missed.end();) {
        const auto next =
            std::find_if(entry, missed.end(), [&](const Entry& other) {
                return other.uid != entry->uid;
            });
        const bool is_new = entry->kind == Kind::arrived;
        const bool is_gone = std::prev(next)->kind == Kind::expunged;
        if (is_new && !is_gone) changes.arrived.push_back(entry->uid);
        if (!is_new && is_gone) changes.expunged.push_back(entry->uid);
        if (!is_new && !is_gone) changes.flagged.push_back(entry->uid);
        entry = next;
    }
    return changes;
}

} // namespace mail
