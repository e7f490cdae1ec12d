#pragma once

#include "proto_server/mailbox/backing.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <unordered_map>

namespace mail {

/// Keeps messages in memory, up to so many octets together.
class MemoryBacking : public Backing {
public:
    explicit MemoryBacking(Uid uid_validity = 1,
                           std::size_t most_octets = limits::mailbox_octets)
        : uid_validity_(uid_validity), room_(most_octets) {}

    Uid uid_validity() const override { return uid_validity_; }
    Uid uid_next() const override { return uid_next_; }
    void add(std::string octets, const Flags& flags,
             std::chrono::sys_seconds date, Done<Message> done) override;
    std::unique_ptr<Copy> begin_copy() override;
    Expected<void> set_flags(Uid, const Flags&) override { return {}; }
    std::vector<Uid> remove(std::span<const Uid> uids) override;
    Expected<Octets> octets(Uid uid) override;
    Expected<std::uint32_t> size(Uid uid) override;
    Expected<FoundChanges> look() override { return FoundChanges{}; }

private:
    class MemoryCopy;

    Uid uid_validity_;
    Uid uid_next_ = 1;
    std::size_t room_;
    std::unordered_map<Uid, Octets> octets_;
};

} // namespace mail
