#pragma once

#include "proto_server/mailbox/backing.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <unordered_map>

namespace mail {

/// Headers that were read, of all the mailboxes of a store. The header of a UID
/// never changes (RFC 3501 §2.3.1.1), so it may be told again; but another
/// program may have replaced the file, and then it is forgotten.
///
/// Of two generations the older is forgotten when the younger has filled half
/// of the room; what is asked for again becomes young again.
class HeaderCache {
public:
    explicit HeaderCache(std::size_t octets = limits::kept_header_octets)
        : room_(octets) {}

    /// A number for each mailbox, and none twice.
    std::uint32_t new_mailbox() { return ++last_mailbox_; }

    /// Null if it is not known.
    Octets find(std::uint32_t mailbox, Uid uid);

    /// One above limits::kept_header is not kept.
    void keep(std::uint32_t mailbox, Uid uid, Octets header);

    void forget(std::uint32_t mailbox, Uid uid);

private:
    using Key = std::uint64_t;
    static Key key(std::uint32_t mailbox, Uid uid) {
        return Key{mailbox} << 32 | uid;
    }
    void keep(Key key, Octets header);

    std::size_t room_;
    std::uint32_t last_mailbox_ = 0;
    std::unordered_map<Key, Octets> young_;
    std::unordered_map<Key, Octets> old_;
    std::size_t young_octets_ = 0;
};

} // namespace mail
