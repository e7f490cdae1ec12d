#include "proto_client/imap/view.hpp"

#include "proto_client/imap/limits.hpp"

#include <algorithm>
#include <iterator>

namespace imap_client {

namespace {

constexpr auto by_number = [](const auto& pair, std::uint32_t number) {
    return pair.number < number;
};
constexpr auto by_uid = [](const auto& pair, Uid uid) {
    return pair.uid < uid;
};

} // namespace

std::optional<Uid> View::uid(std::uint32_t number) const {
    const auto at =
        std::lower_bound(pairs_.begin(), pairs_.end(), number, by_number);
    if (at == pairs_.end() || at->number != number) return std::nullopt;
    return at->uid;
}

std::optional<std::uint32_t> View::number(Uid uid) const {
    const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), uid, by_uid);
    if (at == pairs_.end() || at->uid != uid) return std::nullopt;
    return at->number;
}

// [exists]
void View::exists(std::uint32_t messages) {
    count_ = messages;
    while (!pairs_.empty() && pairs_.back().number > messages) {
        forgotten_ = std::max(forgotten_, pairs_.back().uid);
        pairs_.pop_back();
    }
}
// [/exists]

// [expunged]
std::optional<Uid> View::expunged(std::uint32_t number) {
    if (number > count_) return std::nullopt;
    --count_;
    std::optional<Uid> gone;
    auto at = std::lower_bound(pairs_.begin(), pairs_.end(), number, by_number);
    if (at != pairs_.end() && at->number == number) {
        gone = at->uid;
        at = pairs_.erase(at);
    }
    for (; at != pairs_.end(); ++at) --at->number;
    return gone;
}
// [/expunged]

std::vector<Uid> View::vanished(const imap::SequenceSet& uids) {
    std::vector<Uid> gone;
    const auto ranges = uids.resolve(0);
    auto range = ranges.begin();
    auto kept = pairs_.begin();
    for (const auto& pair : pairs_) {
        while (range != ranges.end() && range->last < pair.uid) ++range;
        if (range != ranges.end() && range->first <= pair.uid)
            gone.push_back(pair.uid);
        else
            *kept++ = {pair.number - static_cast<std::uint32_t>(gone.size()),
                       pair.uid};
    }
    pairs_.erase(kept, pairs_.end());
    count_ -= static_cast<std::uint32_t>(gone.size());
    return gone;
}

bool View::learn(std::uint32_t number, Uid uid) {
    count_ = std::max(count_, number); // some tell of a message before EXISTS
    auto at = std::lower_bound(pairs_.begin(), pairs_.end(), number, by_number);
    const bool there = at != pairs_.end() && at->number == number;
    if (there && at->uid == uid) return true;
    const bool fits = !there &&
                      (at == pairs_.begin() || std::prev(at)->uid < uid) &&
                      (at == pairs_.end() || uid < at->uid);
    if (!fits) {
        forget(pairs_.size());
        pairs_.push_back({number, uid});
        return false;
    }
    pairs_.insert(at, {number, uid});
    if (pairs_.size() > limits::known_pairs) forget(pairs_.size() / 2);
    return true;
}

/// Forgets the first pairs.
void View::forget(std::size_t pairs) {
    if (pairs == 0) return;
    forgotten_ = std::max(forgotten_, pairs_[pairs - 1].uid);
    pairs_.erase(pairs_.begin(),
                 pairs_.begin() + static_cast<std::ptrdiff_t>(pairs));
}

} // namespace imap_client
