#include "proto_server/mailbox/memory/memory_backing.hpp"

#include "proto_server/mailbox/line_ends.hpp"

namespace mail {

MemoryBacking::~MemoryBacking() {
    for (const auto& [uid, octets] : octets_) *room_ += octets->size();
}

void MemoryBacking::add(std::string octets, const Flags& flags,
                        std::chrono::sys_seconds date, Done<Message> done) {
    auto whole = std::make_shared<const std::string>(with_crlf(octets));
    if (whole->size() > *room_)
        return done(fail(Failure::Kind::full, "mailbox is full"));
    *room_ -= whole->size();
    octets_.emplace(uid_next_, std::move(whole));
    done(Message{uid_next_++, date, flags});
}

/// Holds the octets that the source holds, too.
class MemoryBacking::MemoryCopy : public Backing::Copy {
public:
    explicit MemoryCopy(MemoryBacking& target) : target_(target) {}
    ~MemoryCopy() override {
        for (const auto& one : copied_) *target_.room_ += one.octets->size();
    }

    Expected<void> add(Backing& source,
                       std::span<const Message> messages) override {
        for (const auto& message : messages) {
            auto octets = source.octets(message.uid);
            if (!octets && octets.error().kind == Failure::Kind::missing)
                continue;
            if (!octets) return tl::make_unexpected(octets.error());
            if ((*octets)->size() > *target_.room_)
                return fail(Failure::Kind::full, "mailbox is full");
            *target_.room_ -= (*octets)->size();
            copied_.push_back({message, *std::move(octets)});
        }
        return {};
    }

    void finish(Done<std::vector<MessageCopy>> done) override {
        std::vector<MessageCopy> all;
        for (auto& [message, octets] : copied_) {
            const auto from = std::exchange(message.uid, target_.uid_next_++);
            target_.octets_.emplace(message.uid, std::move(octets));
            all.push_back({from, std::move(message)});
        }
        copied_.clear();
        done(std::move(all));
    }

private:
    struct Copied {
        Message message;
        Octets octets;
    };
    MemoryBacking& target_;
    std::vector<Copied> copied_;
};

std::unique_ptr<Backing::Copy> MemoryBacking::begin_copy() {
    return std::make_unique<MemoryCopy>(*this);
}

std::vector<Uid> MemoryBacking::remove(std::span<const Uid> uids) {
    for (const auto uid : uids) {
        const auto found = octets_.find(uid);
        *room_ += found->second->size();
        octets_.erase(found);
    }
    return {uids.begin(), uids.end()};
}

Expected<Octets> MemoryBacking::octets(Uid uid) {
    return octets_.at(uid);
}

Expected<std::uint32_t> MemoryBacking::size(Uid uid) {
    return static_cast<std::uint32_t>(octets_.at(uid)->size());
}

} // namespace mail
