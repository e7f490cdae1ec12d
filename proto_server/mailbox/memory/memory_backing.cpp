#include "proto_server/mailbox/memory/memory_backing.hpp"

#include "proto_server/mailbox/line_ends.hpp"

namespace mail {

Expected<Message> MemoryBacking::add(std::string_view octets,
                                     const Flags& flags,
                                     std::chrono::sys_seconds date) {
    auto whole = std::make_shared<const std::string>(with_crlf(octets));
    if (whole->size() > room_)
        return fail(Failure::Kind::full, "mailbox is full");
    room_ -= whole->size();
    octets_.emplace(uid_next_, std::move(whole));
    return Message{uid_next_++, date, flags};
}

std::vector<Uid> MemoryBacking::remove(std::span<const Uid> uids) {
    for (const auto uid : uids) {
        const auto found = octets_.find(uid);
        room_ += found->second->size();
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
