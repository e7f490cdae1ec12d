#include "proto_server/imap/view.hpp"

#include "proto_server/imap/flag_names.hpp"

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
    : mailbox_(mailbox), position_(mailbox.add_reader()) {
    uids_.reserve(mailbox.messages().size());
    for (const auto& message : mailbox.messages()) uids_.push_back(message.uid);
    told_ = static_cast<std::uint32_t>(uids_.size());
}

std::uint32_t View::number_from(mail::Uid uid) const {
    return static_cast<std::uint32_t>(uids_.lower_bound(uid, told_)) + 1;
}

void View::look() {
    if (*position_ == mailbox_.position()) return;
    const auto changes = mailbox_.changes_since(*position_);
    *position_ = mailbox_.position();
    for (const auto uid : changes.arrived) uids_.push_back(uid);
    merge(flagged_, changes.flagged);
    if (changes.removals_known)
        merge(gone_, changes.expunged);
    else
        compare_uids();
}

/// Finds the removed messages by comparison, when there are so many that the
/// mailbox has forgotten which. Nothing is lost by that: a UID that is no
/// longer there was removed.
void View::compare_uids() {
    gone_.clear();
    auto next = mailbox_.messages().begin();
    const auto end = mailbox_.messages().end();
    for (std::size_t i = 0; i < uids_.size(); ++i) {
        while (next != end && next->uid < uids_[i]) ++next;
        if (next == end || next->uid != uids_[i]) gone_.push_back(uids_[i]);
    }
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

/// Returns the next EXPUNGE. A message that came and went before the client was
/// told of it is left out.
std::optional<imap::Response> View::next_expunged() {
    while (!gone_.empty()) {
        const auto uid = gone_.back();
        gone_.pop_back();
        const auto index = uids_.lower_bound(uid, uids_.size());
        if (index == uids_.size() || uids_[index] != uid) continue;
        uids_.erase(index);
        if (index >= told_) continue;
        --told_;
        return imap::Expunged{static_cast<std::uint32_t>(index) + 1};
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
