#pragma once

#include "proto_server/mailbox/message.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace imap_server {

/// UIDs in order. To erase one after the other from the last to the first takes
/// time as their number, not as its square: the erased ones leave one hole,
/// which moves to the front as they are erased.
class UidList {
public:
    std::size_t size() const { return uids_.size() - hole_; }
    bool empty() const { return size() == 0; }

    mail::Uid operator[](std::size_t index) const {
        return uids_[index < hole_at_ ? index : index + hole_];
    }

    /// A UID greater than all others.
    void push_back(mail::Uid uid) { uids_.push_back(uid); }
    void reserve(std::size_t size) { uids_.reserve(size); }

    void erase(std::size_t index);

    /// The index of the first UID, among the first `end`, that is not less than
    /// `uid`; or `end`.
    std::size_t lower_bound(mail::Uid uid, std::size_t end) const;

private:
    std::vector<mail::Uid> uids_;
    std::uint32_t hole_at_ = 0, hole_ = 0; ///< where it begins, and its width
};

} // namespace imap_server
