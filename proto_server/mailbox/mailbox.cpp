#include "proto_server/mailbox/mailbox.hpp"

#include "proto_server/mailbox/memory/memory_backing.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <stdexcept>

namespace mail {
namespace {

auto position_of(auto& messages, Uid uid) {
    return std::ranges::lower_bound(messages, uid, {}, &Message::uid);
}

tl::unexpected<Failure> no_such_message(Uid uid) {
    return fail(Failure::Kind::missing,
                "there is no message with UID " + std::to_string(uid));
}

tl::unexpected<Failure> folder_removed() {
    return fail(Failure::Kind::missing, "the folder was removed");
}

} // namespace

Mailbox::Mailbox(std::uint32_t limit)
    : Mailbox(std::make_unique<MemoryBacking>(), limit) {}

Mailbox::Mailbox(std::unique_ptr<Backing> backing, std::uint32_t limit)
    : limit_(limit), backing_(std::move(backing)) {
    auto first = backing_->look();
    if (!first) throw FailureError(first.error());
    messages_ = std::move(first->arrived);
    uid_next_ = backing_->uid_next();
    for (const auto& message : messages_) {
        keywords_.add(message.flags);
        if (backing_->is_recent(message.uid)) untaken_.push_back(message.uid);
    }
}

const Message* Mailbox::find(Uid uid) const {
    const auto found = position_of(messages_, uid);
    return found != messages_.end() && found->uid == uid ? &*found : nullptr;
}

Expected<Uid> Mailbox::append(std::string_view octets, const Flags& flags,
                              std::chrono::sys_seconds date) {
    return at_once<Uid>([&](auto done) {
        append(std::string(octets), flags, date, std::move(done));
    });
}

void Mailbox::append(std::string octets, const Flags& flags,
                     std::chrono::sys_seconds date, Done<Uid> done) {
    if (const auto good = check(octets); !good)
        return done(tl::make_unexpected(good.error()));
    ++adding_;
    backing_->add(std::move(octets), with_room(flags), date,
                  [this, done = std::move(done)](Expected<Message> added) {
                      --adding_;
                      if (!added)
                          return done(tl::make_unexpected(added.error()));
                      apply({.arrived = {*added}});
                      if (gone_) return done(folder_removed());
                      done(added->uid);
                  });
}

Expected<void> Mailbox::check(std::string_view octets) const {
    if (gone_) return folder_removed();
    if (!has_room(1)) return fail(Failure::Kind::full, "mailbox is full");
    if (octets.empty())
        return fail(Failure::Kind::not_allowed,
                    "a message has at least one octet");
    if (octets.size() > limits::message_octets)
        return fail(Failure::Kind::too_big,
                    "a message has at most " +
                        std::to_string(limits::message_octets) + " octets");
    return {};
}

Mailbox::Copy::Copy(Mailbox& source, Mailbox& target)
    : source_(source), target_(target), copy_(target.backing_->begin_copy()) {}

Expected<void> Mailbox::Copy::check_room(std::size_t more) const {
    if (source_.gone_ || target_.gone_) return folder_removed();
    if (!target_.has_room(copied_ + more))
        return fail(Failure::Kind::full, "mailbox is full");
    return {};
}

Expected<void> Mailbox::Copy::add(std::span<const Uid> uids) {
    std::vector<Message> messages;
    for (const auto uid : uids)
        if (const auto* message = source_.find(uid))
            messages.push_back(*message);
    if (auto room = check_room(messages.size()); !room) return room;
    for (auto& message : messages)
        message.flags = target_.with_room(message.flags);
    copied_ += messages.size();
    return copy_->add(*source_.backing_, messages);
}

void Mailbox::Copy::finish(Done<std::vector<MessageCopy>> done) {
    if (const auto room = check_room(0); !room)
        return done(tl::make_unexpected(room.error()));
    target_.adding_ += copied_;
    copy_->finish([&target = target_, count = copied_, done = std::move(done)](
                      Expected<std::vector<MessageCopy>> copied) {
        target.adding_ -= count;
        if (!copied) return done(std::move(copied));
        FoundChanges found;
        for (const auto& one : *copied) found.arrived.push_back(one.message);
        target.apply(std::move(found));
        if (target.gone_) return done(folder_removed());
        done(std::move(copied));
    });
}

Expected<std::vector<MessageCopy>> Mailbox::Copy::finish() {
    return at_once<std::vector<MessageCopy>>(
        [this](auto done) { finish(std::move(done)); });
}

Expected<std::vector<MessageCopy>> Mailbox::copy(Mailbox& source,
                                                 std::span<const Uid> uids) {
    Copy copy(source, *this);
    if (auto added = copy.add(uids); !added)
        return tl::make_unexpected(added.error());
    return copy.finish();
}

Expected<void> Mailbox::set_flags(Uid uid, const Flags& wanted) {
    const auto found = position_of(messages_, uid);
    if (gone_ || found == messages_.end() || found->uid != uid)
        return no_such_message(uid);
    const auto flags = with_room(wanted);
    if (found->flags == flags) return {};
    auto kept = backing_->set_flags(uid, flags);
    if (!kept) return tl::make_unexpected(kept.error());
    apply({.flagged = {{uid, *std::move(kept)}}});
    return {};
}

std::vector<Uid> Mailbox::recent() const {
    std::vector<Uid> found;
    std::ranges::copy_if(untaken_, std::back_inserter(found),
                         [this](Uid uid) { return backing_->is_recent(uid); });
    return found;
}

std::vector<Uid> Mailbox::take_recent() {
    auto taken = recent();
    untaken_.clear();
    backing_->set_old(taken);
    return taken;
}

Expected<Octets> Mailbox::octets(Uid uid) {
    if (gone_) return no_such_message(uid);
    if (find(uid)) return backing_->octets(uid);
    const auto* removed = removed_.find(uid);
    if (!removed || !removed->octets) return no_such_message(uid);
    return removed->octets();
}

Expected<std::uint32_t> Mailbox::size(Uid uid) {
    if (!gone_ && find(uid)) return backing_->size(uid);
    return octets(uid).map([](const auto& octets) {
        return static_cast<std::uint32_t>(octets->size());
    });
}

Expected<Octets> Mailbox::header(Uid uid) {
    return !gone_ && find(uid) ? backing_->header(uid) : octets(uid);
}

Expected<void> Mailbox::refresh(const std::function<void()>& done) {
    if (gone_) {
        if (done) done();
        return {};
    }
    auto seen = backing_->look();
    if (!seen) {
        if (seen.error().kind == Failure::Kind::missing) set_gone();
        return tl::make_unexpected(seen.error());
    }
    keep_removed(seen->expunged, Left::facts);
    apply(std::move(*seen));
    // A failure, of a disk, comes again when somebody looks again.
    backing_->number_arrivals([this, done](auto arrived) {
        if (arrived) apply({.arrived = *std::move(arrived)});
        if (done) done();
    });
    return {};
}

int Mailbox::watch(Watcher watcher) {
    watchers_.emplace(++last_watcher_, std::move(watcher));
    return last_watcher_;
}

void Mailbox::set_gone() {
    gone_ = true;
    notify_watchers();
}

/// True if so many more messages fit: below the limit, and with UIDs left.
bool Mailbox::has_room(std::size_t messages) const {
    messages += adding_;
    return messages_.size() + messages <= limit_ &&
           messages <= std::numeric_limits<Uid>::max() - uid_next_;
}

/// Returns the flags without the keywords for which there is no room.
Flags Mailbox::with_room(const Flags& flags) const {
    Flags kept = flags;
    const auto known = keywords_.keywords().size();
    auto room = known < limits::keywords ? limits::keywords - known : 0;
    for (const auto& keyword : flags.keywords()) {
        const bool is_new = !keywords_.has(keyword);
        if (!is_keyword(keyword) || (is_new && room == 0))
            kept.remove(keyword);
        else if (is_new)
            --room;
    }
    return kept;
}

void Mailbox::apply(FoundChanges found) {
    std::erase_if(found.flagged, [this](const auto& one) {
        const auto* message = find(one.first);
        return !message || message->flags == one.second;
    });
    if (found.nothing()) return;
    for (auto& [uid, flags] : found.flagged) {
        keywords_.add(flags);
        position_of(messages_, uid)->flags = std::move(flags);
        changes_.touch(uid);
    }
    drop(found.expunged);
    for (auto& message : found.arrived) {
        keywords_.add(message.flags);
        changes_.arrive();
        untaken_.push_back(message.uid);
        messages_.push_back(std::move(message));
    }
    uid_next_ = backing_->uid_next();
    notify_watchers();
}

Changes Mailbox::changes_since(const Position& position) const {
    auto changes = changes_.since(position);
    for (auto one = position_of(messages_, position.uid_next);
         one != messages_.end(); ++one)
        changes.arrived.push_back(one->uid);
    return changes;
}

/// Passes once over the messages behind the first that goes.
void Mailbox::drop(std::span<const Uid> uids) {
    if (uids.empty()) return;
    for (const auto uid : uids) changes_.remove(uid);
    auto next = uids.begin();
    const auto gone =
        std::remove_if(position_of(messages_, *next), messages_.end(),
                       [&](const Message& message) {
                           if (next == uids.end() || *next != message.uid)
                               return false;
                           ++next;
                           return true;
                       });
    messages_.erase(gone, messages_.end());
    std::erase_if(untaken_, [uids](Uid uid) {
        return std::ranges::binary_search(uids, uid);
    });
}

void Mailbox::notify_watchers() {
    for (const auto& [number, watcher] : watchers_) watcher();
}

} // namespace mail
