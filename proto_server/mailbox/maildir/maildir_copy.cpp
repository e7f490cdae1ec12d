// How a MaildirBacking takes in copies of other messages.

#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/maildir/maildir_backing.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"

#include <unistd.h>

namespace mail {

/// The files are in the folder already, but `unnumbered_` hides them from
/// `look()` until they have UIDs: it would take them for new deliveries.
class MaildirBacking::MaildirCopy : public Backing::Copy {
public:
    explicit MaildirCopy(MaildirBacking& target) : target_(target) {}

    ~MaildirCopy() override {
        for (const auto& place : places_) {
            unlink(target_.path(place).c_str());
            target_.unnumbered_.erase(place.base);
        }
    }

    Expected<void> add(Backing& source,
                       std::span<const Message> messages) override {
        if (!target_.is_ours()) return target_.gone();
        for (const auto& message : messages) {
            auto added = add_one(source, message);
            if (!added && added.error().kind != Failure::Kind::missing)
                return added;
        }
        return {};
    }

    Expected<std::vector<MessageCopy>> finish() override;

private:
    Expected<void> add_one(Backing& source, const Message& message);
    Expected<std::uint32_t> link(MaildirBacking& source, Uid uid,
                                 const Place& place);
    Expected<std::uint32_t> write(Backing& source, const Message& message,
                                  const Place& place);

    MaildirBacking& target_;
    std::vector<MessageCopy> copied_;
    std::vector<IndexLine> lines_;
    std::vector<Place> places_;
};

Expected<void> MaildirBacking::MaildirCopy::add_one(Backing& source,
                                                    const Message& message) {
    if (auto known = target_.keywords_.learn(
            message.flags, [this] { return target_.unnamed_letters(); });
        !known)
        return known;
    auto place = target_.new_place(message.flags);
    target_.unnumbered_.emplace(place.base, false);
    auto* const other = dynamic_cast<MaildirBacking*>(&source);
    auto size = other ? link(*other, message.uid, place)
                      : write(source, message, place);
    if (!size && other && size.error().kind != Failure::Kind::missing)
        size = write(source, message, place); // not on this file system
    if (!size) {
        target_.unnumbered_.erase(place.base);
        return tl::make_unexpected(size.error());
    }
    lines_.push_back({0, *size, message.date, place.base});
    copied_.push_back({message.uid, message});
    places_.push_back(std::move(place));
    return {};
}

Expected<std::uint32_t>
MaildirBacking::MaildirCopy::link(MaildirBacking& source, Uid uid,
                                  const Place& place) {
    auto* const from = source.named(uid);
    if (!from) return fail(Failure::Kind::missing, "the message is gone");
    const auto linked = source.at_its_place(*from, [&](const auto& file) {
        return link_file(file, target_.path(place));
    });
    if (!linked) return tl::make_unexpected(linked.error());
    return from->second.size;
}

Expected<std::uint32_t>
MaildirBacking::MaildirCopy::write(Backing& source, const Message& message,
                                   const Place& place) {
    const auto octets = source.octets(message.uid);
    if (!octets) return tl::make_unexpected(octets.error());
    const auto kept =
        write_message(target_.folder_ / "tmp" / place.base, target_.path(place),
                      for_disk(**octets), message.date);
    if (!kept) return tl::make_unexpected(kept.error());
    return static_cast<std::uint32_t>((*octets)->size());
}

/// The messages are on the disk already; then come their names, and their UIDs.
Expected<std::vector<MessageCopy>> MaildirBacking::MaildirCopy::finish() {
    if (!target_.is_ours()) return target_.gone();
    auto uid = target_.index_.uid_next();
    for (std::size_t i = 0; i < copied_.size(); ++i)
        copied_[i].message.uid = lines_[i].uid = uid++;
    auto kept = sync_folder(target_.folder_ / "cur");
    if (kept) kept = sync_folder(target_.folder_ / "new");
    if (kept) kept = target_.index_.add(lines_);
    if (!kept) return tl::make_unexpected(kept.error());
    for (std::size_t i = 0; i < places_.size(); ++i) {
        target_.enter(lines_[i], places_[i]);
        target_.unnumbered_.erase(places_[i].base);
    }
    places_.clear();
    target_.hear_postponed();
    return std::move(copied_);
}

std::unique_ptr<Backing::Copy> MaildirBacking::begin_copy() {
    return std::make_unique<MaildirCopy>(*this);
}

/// Another program may have renamed a copy before it had its UID.
void MaildirBacking::hear_postponed() {
    for (auto& [is_new, name] : std::exchange(postponed_, {}))
        hear(is_new, name);
}

} // namespace mail
