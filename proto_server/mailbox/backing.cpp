#include "proto_server/mailbox/backing.hpp"

namespace mail {

Expected<std::vector<Copied>> Backing::copy(Backing& source,
                                            std::span<const Message> messages) {
    std::vector<Copied> copied;
    const auto give_up = [&](const Failure& failure) {
        std::vector<Uid> uids;
        for (const auto& one : copied) uids.push_back(one.message.uid);
        remove(uids);
        return tl::make_unexpected(failure);
    };
    for (const auto& message : messages) {
        const auto octets = source.octets(message.uid);
        if (!octets && octets.error().kind == Failure::Kind::missing) continue;
        if (!octets) return give_up(octets.error());
        auto added = add(**octets, message.flags, message.date);
        if (!added) return give_up(added.error());
        copied.push_back({message.uid, *std::move(added)});
    }
    return copied;
}

} // namespace mail
