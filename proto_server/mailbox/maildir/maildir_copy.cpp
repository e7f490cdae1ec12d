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
        for (const auto& file : files_) {
            unlink(target_.path(file.place).c_str());
            target_.unnumbered_.erase(file.place.base);
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

    void finish(Done<std::vector<MessageCopy>> done) override;

private:
    Expected<void> add_one(Backing& source, const Message& message);
    Expected<std::uint32_t> link(MaildirBacking& source, Uid uid,
                                 const Place& place);
    Expected<std::uint32_t> write(Backing& source, const Message& message,
                                  const Place& place);

    MaildirBacking& target_;
    std::vector<Uid> from_;
    std::vector<NewFile> files_;
};

Expected<void> MaildirBacking::MaildirCopy::add_one(Backing& source,
                                                    const Message& message) {
    if (auto known = target_.learn_keywords(message.flags); !known)
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
    from_.push_back(message.uid);
    files_.push_back(
        {NewFile::Origin::linked, std::move(place), message.date, *size});
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
    const auto folder = target_.open_folder();
    if (!folder) return tl::make_unexpected(folder.error());
    const auto unfinished = "tmp/" + place.base;
    const auto kept =
        write_message(**folder, unfinished, for_disk(**octets), message.date);
    if (!kept) return tl::make_unexpected(kept.error());
    const auto placed = put_into_place(**folder, unfinished, place.name());
    if (!placed) return tl::make_unexpected(placed.error());
    return static_cast<std::uint32_t>((*octets)->size());
}

/// Gives the files to the commit, which removes them if it fails.
void MaildirBacking::MaildirCopy::finish(Done<std::vector<MessageCopy>> done) {
    if (!target_.is_ours()) return done(target_.gone());
    target_.store(std::exchange(files_, {}),
                  [from = std::move(from_), done = std::move(done)](
                      Expected<std::vector<Message>> stored) {
                      if (!stored)
                          return done(tl::make_unexpected(stored.error()));
                      std::vector<MessageCopy> copies;
                      for (std::size_t i = 0; i < stored->size(); ++i)
                          copies.push_back({from[i], std::move((*stored)[i])});
                      done(std::move(copies));
                  });
}

std::unique_ptr<Backing::Copy> MaildirBacking::begin_copy() {
    return std::make_unique<MaildirCopy>(*this);
}

/// Another program may have renamed a file before it had its UID.
void MaildirBacking::hear_postponed() {
    for (auto& [is_new, name] : std::exchange(postponed_, {}))
        hear(is_new, name);
}

} // namespace mail
