#include "proto_server/mailbox/memory/memory_backing.hpp"

#include "proto_server/mailbox/line_ends.hpp"

namespace mail {

/// The octets of a message, which take room until nobody needs them.
struct MemoryBacking::Held {
    Held(Room of, Octets those)
        : room(std::move(of)), octets(std::move(those)) {
        *room -= octets->size();
    }
    ~Held() { *room += octets->size(); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    Room room;
    Octets octets;
};

Expected<std::shared_ptr<const MemoryBacking::Held>>
MemoryBacking::hold(Octets octets) {
    if (octets->size() > *room_)
        return fail(Failure::Kind::full, "mailbox is full");
    return std::make_shared<const Held>(room_, std::move(octets));
}

void MemoryBacking::add(std::string octets, const Flags& flags,
                        std::chrono::sys_seconds date, Done<Message> done) {
    auto held = hold(std::make_shared<const std::string>(with_crlf(octets)));
    if (!held) return done(tl::make_unexpected(held.error()));
    messages_.emplace(uid_next_, *std::move(held));
    done(Message{uid_next_++, date, flags});
}

/// Holds the octets that the source holds, too.
class MemoryBacking::MemoryCopy : public Backing::Copy {
public:
    explicit MemoryCopy(MemoryBacking& target) : target_(target) {}

    Expected<void> add(Backing& source,
                       std::span<const Message> messages) override {
        for (const auto& message : messages) {
            auto octets = source.octets(message.uid);
            if (!octets && octets.error().kind == Failure::Kind::missing)
                continue;
            if (!octets) return tl::make_unexpected(octets.error());
            auto held = target_.hold(*std::move(octets));
            if (!held) return tl::make_unexpected(held.error());
            copied_.push_back({message, *std::move(held)});
        }
        return {};
    }

    void finish(Done<std::vector<MessageCopy>> done) override {
        std::vector<MessageCopy> all;
        for (auto& [message, held] : copied_) {
            const auto from = std::exchange(message.uid, target_.uid_next_++);
            target_.messages_.emplace(message.uid, std::move(held));
            all.push_back({from, std::move(message)});
        }
        copied_.clear();
        done(std::move(all));
    }

private:
    struct Copied {
        Message message;
        std::shared_ptr<const Held> held;
    };
    MemoryBacking& target_;
    std::vector<Copied> copied_;
};

std::unique_ptr<Backing::Copy> MemoryBacking::begin_copy() {
    return std::make_unique<MemoryCopy>(*this);
}

Backing::Kept MemoryBacking::keep(Uid uid) {
    return [held = messages_.at(uid)] { return held->octets; };
}

std::vector<Uid> MemoryBacking::remove(std::span<const Uid> uids) {
    for (const auto uid : uids) messages_.erase(uid);
    return {uids.begin(), uids.end()};
}

Expected<Octets> MemoryBacking::octets(Uid uid) {
    return messages_.at(uid)->octets;
}

Expected<std::uint32_t> MemoryBacking::size(Uid uid) {
    return static_cast<std::uint32_t>(messages_.at(uid)->octets->size());
}

} // namespace mail
