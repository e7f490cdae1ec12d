#include "proto_server/imap/octet_budget.hpp"

namespace imap_server {

bool OctetBudget::take(std::size_t octets) {
    if (octets > most_ - used_) return false;
    if (whole_ && !whole_->take(octets)) return false;
    used_ += octets;
    return true;
}

void OctetBudget::give_back(std::size_t octets) {
    used_ -= octets;
    if (whole_) whole_->give_back(octets);
}

bool HeldOctets::take(std::uint64_t octets) {
    if (!budget_) return true;
    if (!budget_->take(octets)) return false;
    held_ += octets;
    return true;
}

void HeldOctets::give_back() {
    if (held_ > 0) budget_->give_back(std::exchange(held_, 0));
}

} // namespace imap_server
