#include "proto_server/imap/selected/view.hpp"

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

void take_out(Uids& uids, mail::Uid uid) {
    const auto found = std::lower_bound(uids.begin(), uids.end(), uid);
    if (found != uids.end() && *found == uid) uids.erase(found);
}

} // namespace

View::View(mail::Mailbox& mailbox, bool read_only)
    : mailbox_(mailbox), position_(mailbox.add_reader()),
      looked_at_(mailbox.removed().now()), read_only_(read_only) {
    uids_.reserve(mailbox.messages().size());
    for (const auto& message : mailbox.messages()) uids_.push_back(message.uid);
    told_ = static_cast<std::uint32_t>(uids_.size());
    find_recent();
    told_recent_ = recent();
}

std::uint32_t View::number_from(mail::Uid uid) const {
    return static_cast<std::uint32_t>(uids_.lower_bound(uid, told_)) + 1;
}

void View::look() {
    if (*position_ == mailbox_.position()) return;
    const auto changes = mailbox_.changes_since(*position_);
    *position_ = mailbox_.position();
    for (const auto uid : changes.arrived) uids_.push_back(uid);
    if (!changes.flagged.empty()) merge(untold().flagged, changes.flagged);
    if (!changes.expunged.empty()) merge(untold().gone, changes.expunged);
    if (!changes.removals_known) compare_uids();
    looked_at_ = mailbox_.removed().now();
}

/// The moment is that of the look before: what was removed after it is kept.
View::Untold& View::untold() {
    if (!untold_)
        untold_ = std::make_unique<Untold>(Untold{looked_at_, {}, {}});
    return *untold_;
}

/// An idle client holds nothing.
void View::forget_if_all_told() {
    if (untold_ && untold_->gone.empty() && untold_->flagged.empty())
        untold_.reset();
}

/// Finds the removed messages by comparison, when there are so many that the
/// mailbox has forgotten which. Nothing is lost by that: a UID that is no
/// longer there was removed.
void View::compare_uids() {
    auto& gone = untold().gone;
    gone.clear();
    auto next = mailbox_.messages().begin();
    const auto end = mailbox_.messages().end();
    for (std::size_t i = 0; i < uids_.size(); ++i) {
        while (next != end && next->uid < uids_[i]) ++next;
        if (next == end || next->uid != uids_[i]) gone.push_back(uids_[i]);
    }
}

// [next]
std::optional<imap::Response> View::next(bool may_expunge) {
    if (may_expunge) {
        if (auto expunged = next_expunged()) return expunged;
    }
    if (told_ < uids_.size()) {
        told_ = static_cast<std::uint32_t>(uids_.size());
        find_recent();
        return imap::Exists{told_};
    }
    if (told_recent_ != recent()) return imap::Recent{told_recent_ = recent()};
    return next_flags();
}

/// Returns the next EXPUNGE. A message that came and went before the client was
/// told of it is left out.
std::optional<imap::Response> View::next_expunged() {
    while (untold_ && !untold_->gone.empty()) {
        const auto uid = untold_->gone.back();
        untold_->gone.pop_back();
        const auto index = uids_.lower_bound(uid, uids_.size());
        if (index == uids_.size() || uids_[index] != uid) continue;
        uids_.erase(index);
        if (index >= told_) continue;
        --told_;
        take_out(recent_, uid);
        return imap::Expunged{static_cast<std::uint32_t>(index) + 1};
    }
    if (untold_) untold_->since = looked_at_;
    forget_if_all_told();
    return std::nullopt;
}
// [/next]

std::optional<imap::Response> View::next_flags() {
    while (untold_ && !untold_->flagged.empty()) {
        const auto uid = untold_->flagged.back();
        untold_->flagged.pop_back();
        const auto* message = mailbox_.find(uid);
        const auto number = number_from(uid);
        if (!message || number > told_) continue;
        return imap::FetchData{number, {imap::Uid{uid}, flags(*message)}};
    }
    forget_if_all_told();
    return std::nullopt;
}

bool View::flags_are_due(mail::Uid uid) const {
    return untold_ && std::ranges::binary_search(untold_->flagged, uid);
}

void View::flags_are_told(mail::Uid uid) {
    if (untold_) take_out(untold_->flagged, uid);
}

/// Called when the client is told of messages. Who may only read them leaves
/// them recent for others.
void View::find_recent() {
    const auto found = read_only_ ? mailbox_.recent() : mailbox_.take_recent();
    if (has_recent_) merge(recent_, found);
}

bool View::is_recent(mail::Uid uid) const {
    return std::binary_search(recent_.begin(), recent_.end(), uid);
}

void View::tell_no_recent() {
    has_recent_ = false;
    told_recent_ = 0;
    std::vector<mail::Uid>().swap(recent_);
}

imap::Flags View::flags(const mail::Message& message) const {
    auto flags = to_wire(message.flags);
    flags.set(imap::Flag::recent, is_recent(message.uid));
    return flags;
}

} // namespace imap_server
