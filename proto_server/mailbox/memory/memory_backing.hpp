#pragma once

#include "proto_server/mailbox/backing.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <unordered_map>

namespace mail {

/// Keeps messages in memory.
class MemoryBacking : public Backing {
public:
    /// The octets that may be added. The folders of an account share one.
    using Room = std::shared_ptr<std::size_t>;
    static Room room(std::size_t octets = limits::memory_octets) {
        return std::make_shared<std::size_t>(octets);
    }

    explicit MemoryBacking(Uid uid_validity = 1,
                           Room room = MemoryBacking::room())
        : uid_validity_(uid_validity), room_(std::move(room)) {}

    Uid uid_validity() const override { return uid_validity_; }
    Uid uid_next() const override { return uid_next_; }
    void add(std::string octets, const Flags& flags,
             std::chrono::sys_seconds date, Done<Message> done) override;
    std::unique_ptr<Copy> begin_copy() override;
    Expected<Flags> set_flags(Uid, const Flags& flags) override {
        return flags;
    }
    Kept keep(Uid uid) override;
    std::vector<Uid> remove(std::span<const Uid> uids) override;
    Expected<Octets> octets(Uid uid) override;
    Expected<std::uint32_t> size(Uid uid) override;
    Expected<FoundChanges> look() override { return FoundChanges{}; }

private:
    class MemoryCopy;
    struct Held;
    Expected<std::shared_ptr<const Held>> hold(Octets octets);

    Uid uid_validity_;
    Uid uid_next_ = 1;
    Room room_;
    std::unordered_map<Uid, std::shared_ptr<const Held>> messages_;
};

} // namespace mail
