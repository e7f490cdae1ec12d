#pragma once

#include "proto_server/mailbox/failure.hpp"
#include "proto_server/mailbox/message.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace mail {

/// Octets that several may hold at once, and none changes.
using Octets = std::shared_ptr<const std::string>;

/// What a backing has seen that its mailbox does not know of yet.
struct Sightings {
    std::vector<Message> arrived; ///< in the order of their UIDs
    std::vector<std::pair<Uid, Flags>> flagged;
    std::vector<Uid> expunged;
    bool nothing() const {
        return arrived.empty() && flagged.empty() && expunged.empty();
    }
};

/// A copy, and the UID of what it was made from.
struct Copied {
    Uid from;
    Message message;
};

/// Where a mailbox keeps its messages, and who gives them their UIDs.
///
/// Only a mailbox calls it. What returns without a failure is kept, also if
/// the program ends the moment after.
class Backing {
public:
    virtual ~Backing() = default;

    virtual Uid uid_validity() const = 0;
    virtual Uid uid_next() const = 0;

    /// Adds a message, and returns it with its UID.
    virtual Expected<Message> add(std::string_view octets, const Flags& flags,
                                  std::chrono::sys_seconds date) = 0;

    /// Adds what is in `source`, with its flags and date: all of it or none. A
    /// message that others removed meanwhile is passed over.
    virtual Expected<std::vector<Copied>>
    copy(Backing& source, std::span<const Message> messages);

    virtual Expected<void> set_flags(Uid uid, const Flags& flags) = 0;

    /// Removes all of them, or says which could not be: returns those that are
    /// gone now.
    virtual std::vector<Uid> remove(std::span<const Uid> uids) = 0;

    /// The message, its lines ending with CRLF.
    virtual Expected<Octets> octets(Uid uid) = 0;

    /// How many octets that are.
    virtual Expected<std::uint32_t> size(Uid uid) = 0;

    /// The message as far as its header goes, and maybe farther: for who wants
    /// no more, so that a large one costs no more than a small one.
    virtual Expected<Octets> header(Uid uid) { return octets(uid); }

    /// What others have done, since the last time. The first time, everything.
    virtual Expected<Sightings> look() = 0;
};

} // namespace mail
