#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

namespace login {

/// Limits how many connections one user or one address may have at once.
class ConnectionQuota {
    using Counts = std::unordered_map<std::string, std::uint32_t>;

public:
    /// One of the connections. It counts until it is destroyed, and may outlive
    /// the quota.
    class Slot {
    public:
        Slot(std::shared_ptr<Counts> counts, std::string name);
        ~Slot();
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;

    private:
        std::shared_ptr<Counts> counts_;
        std::string name_;
    };

    explicit ConnectionQuota(std::uint32_t limit)
        : limit_(limit), counts_(std::make_shared<Counts>()) {}

    /// Returns a slot, or null if `name` has as many as the limit already.
    std::unique_ptr<Slot> take(const std::string& name);

    /// True if `take` would return a slot.
    bool has_room(const std::string& name) const;

    std::uint32_t limit() const { return limit_; }

    /// Returns how many names have a slot; no other names are kept.
    std::size_t names() const { return counts_->size(); }

private:
    std::uint32_t limit_;
    std::shared_ptr<Counts> counts_;
};

} // namespace login
