#include "proto_server/imap/selected/uid_list.hpp"

#include <algorithm>

namespace imap_server {

void UidList::erase(std::size_t index) {
    const auto at = [this](std::size_t i) {
        return uids_.begin() + static_cast<std::ptrdiff_t>(i);
    };
    const auto behind = index + 1;
    if (behind < hole_at_)
        std::move_backward(at(behind), at(hole_at_), at(hole_at_ + hole_));
    else if (hole_ > 0)
        std::move(at(hole_at_ + hole_), at(behind + hole_), at(hole_at_));
    hole_at_ = static_cast<std::uint32_t>(index);
    ++hole_;
    if (hole_ <= size()) return;
    uids_.erase(at(hole_at_), at(hole_at_ + hole_)); // do not hold too much
    hole_ = 0;
}

std::size_t UidList::lower_bound(mail::Uid uid, std::size_t end) const {
    std::size_t begin = 0;
    while (begin < end) {
        const auto middle = begin + (end - begin) / 2;
        if ((*this)[middle] < uid)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

} // namespace imap_server
