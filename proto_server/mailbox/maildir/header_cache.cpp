#include "proto_server/mailbox/maildir/header_cache.hpp"

namespace mail {
namespace {

/// The octets that a header costs beside its own.
constexpr std::size_t overhead = 128;

} // namespace

Octets HeaderCache::find(std::uint32_t mailbox, Uid uid) {
    const auto wanted = key(mailbox, uid);
    if (const auto found = young_.find(wanted); found != young_.end())
        return found->second;
    const auto found = old_.extract(wanted);
    if (!found) return nullptr;
    keep(wanted, found.mapped());
    return found.mapped();
}

void HeaderCache::keep(std::uint32_t mailbox, Uid uid, Octets header) {
    if (header->size() > limits::kept_header) return;
    keep(key(mailbox, uid), std::move(header));
}

void HeaderCache::forget(std::uint32_t mailbox, Uid uid) {
    young_.erase(key(mailbox, uid));
    old_.erase(key(mailbox, uid));
}

void HeaderCache::keep(Key key, Octets header) {
    young_octets_ += header->size() + overhead;
    young_.insert_or_assign(key, std::move(header));
    if (young_octets_ <= room_ / 2) return;
    old_ = std::move(young_);
    young_.clear();
    young_octets_ = 0;
}

} // namespace mail
