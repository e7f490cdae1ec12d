#include "proto_server/imap/view.hpp"

#include "proto_server/imap/flags.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace imap_server {
namespace {

using Uids = std::vector<mail::Uid>;

void merge(Uids& into, const Uids& others) {
    if (others.empty()) return;
    Uids all;
    std::set_union(into.begin(), into.end(), others.begin(), others.end(),
                   std::back_inserter(all));
    into = std::move(all);
}

} // namespace

View::View(mail::Mailbox& mailbox)
    : mailbox_(mailbox), position_(mailbox.position()) {
    uids_.reserve(mailbox.messages().size());
    for (const auto& message : mailbox.messages()) uids_.push_back(message.uid);
    told_ = static_cast<std::uint32_t>(uids_.size());
}

std::uint32_t View::number_from(mail::Uid uid) const {
    const auto end = uids_.begin() + told_;
    const auto found = std::lower_bound(uids_.begin(), end, uid);
    return static_cast<std::uint32_t>(found - uids_.begin()) + 1;
}

void View::look() {
    if (position_ == mailbox_.position()) return;
    const auto changes = mailbox_.changes_since(position_);
    position_ = mailbox_.position();
    if (!changes) return compare_everything();
    for (const auto uid : changes->arrived)
        if (uids_.empty() || uid > uids_.back()) uids_.push_back(uid);
    merge(gone_, changes->expunged);
    merge(flagged_, changes->flagged);
}

/// So much has happened that nobody knows what: each message may have other
/// flags.
void View::compare_everything() {
    Uids now;
    for (const auto& message : mailbox_.messages()) now.push_back(message.uid);
    gone_.clear();
    std::set_difference(uids_.begin(), uids_.end(), now.begin(), now.end(),
                        std::back_inserter(gone_));
    flagged_ = now;
    const auto last = uids_.empty() ? 0 : uids_.back();
    uids_.insert(uids_.end(), std::upper_bound(now.begin(), now.end(), last),
                 now.end());
}

std::optional<imap::Response> View::next(bool may_expunge) {
    if (may_expunge) {
        if (auto expunged = next_expunged()) return expunged;
    }
    if (told_ < uids_.size()) {
        told_ = static_cast<std::uint32_t>(uids_.size());
        return imap::Exists{told_};
    }
    return next_flags();
}

/// What came and went before it was told of is never told of.
std::optional<imap::Response> View::next_expunged() {
    while (!gone_.empty()) {
        const auto uid = gone_.back();
        gone_.pop_back();
        const auto found = std::lower_bound(uids_.begin(), uids_.end(), uid);
        if (found == uids_.end() || *found != uid) continue;
        const auto index = static_cast<std::uint32_t>(found - uids_.begin());
        uids_.erase(found);
        if (index >= told_) continue;
        --told_;
        return imap::Expunged{index + 1};
    }
    std::vector<mail::Uid>().swap(gone_); // an idle client holds nothing
    return std::nullopt;
}

std::optional<imap::Response> View::next_flags() {
    while (!flagged_.empty()) {
        const auto uid = flagged_.back();
        flagged_.pop_back();
        const auto* message = mailbox_.find(uid);
        const auto number = number_from(uid);
        if (!message || number > told_) continue;
        return imap::FetchData{number,
                               {imap::Uid{uid}, to_wire(message->flags)}};
    }
    std::vector<mail::Uid>().swap(flagged_);
    return std::nullopt;
}

bool View::flags_are_due(mail::Uid uid) const {
    return std::binary_search(flagged_.begin(), flagged_.end(), uid);
}

void View::flags_are_told(mail::Uid uid) {
    const auto found = std::lower_bound(flagged_.begin(), flagged_.end(), uid);
    if (found != flagged_.end() && *found == uid) flagged_.erase(found);
}

} // namespace imap_server
