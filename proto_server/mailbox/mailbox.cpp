#include "proto_server/mailbox/mailbox.hpp"

#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/memory/memory_backing.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace mail {
namespace {

auto place_of(auto& messages, Uid uid) {
    return std::ranges::lower_bound(messages, uid, {}, &Message::uid);
}

tl::unexpected<Failure> no_such_message(Uid uid) {
    return fail(Failure::Kind::missing,
                "there is no message with UID " + std::to_string(uid));
}

std::chrono::sys_seconds now() {
    return std::chrono::time_point_cast<std::chrono::seconds>(
        std::chrono::system_clock::now());
}

} // namespace

Mailbox::Mailbox(std::uint32_t limit)
    : Mailbox(std::make_unique<MemoryBacking>(), limit) {}

Mailbox::Mailbox(std::unique_ptr<Backing> backing, std::uint32_t limit)
    : limit_(limit), backing_(std::move(backing)) {
    auto first = backing_->look();
    if (!first) throw std::runtime_error(first.error().what);
    messages_ = std::move(first->arrived);
    uid_next_ = backing_->uid_next();
    for (const auto& message : messages_) keywords_.add(message.flags);
}

const Message* Mailbox::find(Uid uid) const {
    const auto place = place_of(messages_, uid);
    return place != messages_.end() && place->uid == uid ? &*place : nullptr;
}

Expected<Uid> Mailbox::append(std::string_view octets, const Flags& flags,
                              std::chrono::sys_seconds date) {
    if (gone_) return fail(Failure::Kind::missing, "the folder was removed");
    if (!has_room(1)) return fail(Failure::Kind::full, "mailbox is full");
    if (octets.empty())
        return fail(Failure::Kind::not_allowed,
                    "a message has at least one octet");
    if (octets.size() > limits::message_octets)
        return fail(Failure::Kind::too_big,
                    "a message has at most " +
                        std::to_string(limits::message_octets) + " octets");
    if (const auto known = learn_keywords(flags); !known)
        return tl::make_unexpected(known.error());
    const auto added = backing_->add(octets, flags, date);
    if (!added) return tl::make_unexpected(added.error());
    take({.arrived = {*added}});
    return added->uid;
}

Expected<std::vector<Copied>> Mailbox::copy(Mailbox& source,
                                            std::span<const Uid> uids) {
    if (gone_ || source.gone_)
        return fail(Failure::Kind::missing, "the folder was removed");
    std::vector<Message> messages;
    for (const auto uid : uids)
        if (const auto* message = source.find(uid))
            messages.push_back(*message);
    if (!has_room(messages.size()))
        return fail(Failure::Kind::full, "mailbox is full");
    for (const auto& message : messages)
        if (const auto known = learn_keywords(message.flags); !known)
            return tl::make_unexpected(known.error());
    auto copied = backing_->copy(*source.backing_, messages);
    if (!copied) return copied;
    Sightings seen;
    for (const auto& one : *copied) seen.arrived.push_back(one.message);
    take(std::move(seen));
    return copied;
}

Expected<void> Mailbox::set_flags(Uid uid, const Flags& flags) {
    const auto place = place_of(messages_, uid);
    if (gone_ || place == messages_.end() || place->uid != uid)
        return no_such_message(uid);
    if (place->flags == flags) return {};
    if (auto known = learn_keywords(flags); !known) return known;
    if (auto kept = backing_->set_flags(uid, flags); !kept) return kept;
    take({.flagged = {{uid, flags}}});
    return {};
}

Expected<void> Mailbox::expunge(std::span<const Uid> uids) {
    std::vector<Uid> known;
    for (const auto uid : uids)
        if (!gone_ && find(uid)) known.push_back(uid);
    std::ranges::sort(known);
    known.erase(std::unique(known.begin(), known.end()), known.end());
    auto removed = backing_->remove(known);
    const bool all = removed.size() == known.size();
    take({.expunged = std::move(removed)});
    if (all) return {};
    return fail(Failure::Kind::system, "not every message could be removed");
}

Expected<Octets> Mailbox::octets(Uid uid) {
    if (gone_ || !find(uid)) return no_such_message(uid);
    return backing_->octets(uid);
}

Expected<std::uint32_t> Mailbox::size(Uid uid) {
    if (gone_ || !find(uid)) return no_such_message(uid);
    return backing_->size(uid);
}

Expected<Octets> Mailbox::header(Uid uid) {
    if (gone_ || !find(uid)) return no_such_message(uid);
    return backing_->header(uid);
}

Expected<void> Mailbox::refresh() {
    if (gone_) return {};
    auto seen = backing_->look();
    if (!seen) {
        if (seen.error().kind == Failure::Kind::missing) set_gone();
        return tl::make_unexpected(seen.error());
    }
    take(std::move(*seen));
    return {};
}

int Mailbox::watch(Watcher watcher) {
    watchers_.emplace(++last_watcher_, std::move(watcher));
    return last_watcher_;
}

void Mailbox::set_gone() {
    gone_ = true;
    nudge();
}

std::optional<std::string> Mailbox::text(std::uint32_t number) {
    const auto whole = octets(number);
    if (!whole) return std::nullopt;
    return advert_text(**whole);
}

Expected<Uid> Mailbox::post(std::string_view text) {
    const auto date = now();
    return append(make_advert(text, date), {}, date);
}

/// And UIDs for them.
bool Mailbox::has_room(std::size_t messages) const {
    return messages_.size() + messages <= limit_ &&
           messages <= std::numeric_limits<Uid>::max() - uid_next_;
}

Expected<void> Mailbox::learn_keywords(const Flags& flags) {
    if (flags.keywords().empty()) return {};
    auto all = keywords_;
    for (const auto& keyword : flags.keywords()) {
        if (!is_keyword(keyword))
            return fail(Failure::Kind::not_allowed,
                        "a keyword is an atom of at most " +
                            std::to_string(limits::keyword_octets) + " octets");
        all.add(keyword);
    }
    if (all.keywords().size() > limits::keywords)
        return fail(Failure::Kind::limit, "a mailbox has at most " +
                                              std::to_string(limits::keywords) +
                                              " keywords");
    keywords_ = std::move(all);
    return {};
}

void Mailbox::take(Sightings sightings) {
    std::erase_if(sightings.flagged, [this](const auto& one) {
        const auto* message = find(one.first);
        return !message || message->flags == one.second;
    });
    if (sightings.nothing()) return;
    for (auto& [uid, flags] : sightings.flagged) {
        const auto place = place_of(messages_, uid);
        keywords_.add(flags);
        place->flags = std::move(flags);
        log_.record(uid, ChangeLog::Kind::flagged);
    }
    drop(sightings.expunged);
    for (auto& message : sightings.arrived) {
        keywords_.add(message.flags);
        log_.record(message.uid, ChangeLog::Kind::arrived);
        messages_.push_back(std::move(message));
    }
    uid_next_ = backing_->uid_next();
    nudge();
}

/// One pass over the messages, however many go.
void Mailbox::drop(std::span<const Uid> uids) {
    if (uids.empty()) return;
    for (const auto uid : uids) log_.record(uid, ChangeLog::Kind::expunged);
    auto next = uids.begin();
    std::erase_if(messages_, [&](const Message& message) {
        if (next == uids.end() || *next != message.uid) return false;
        ++next;
        return true;
    });
}

void Mailbox::nudge() {
    for (const auto& [number, watcher] : watchers_) watcher();
}

void add_sample_adverts(Mailbox& mailbox) {
    mailbox.post("Studio to let in the 5e, 24 m2, quiet court");
    mailbox.post("Flat to rent in the 11e");
    mailbox.post("Two rooms under the roof, 6th floor, no lift");
}

} // namespace mail
