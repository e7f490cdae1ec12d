#include "proto_server/login/connection_quota.hpp"

#include <utility>

namespace login {

ConnectionQuota::Slot::Slot(std::shared_ptr<Counts> counts, std::string name)
    : counts_(std::move(counts)), name_(std::move(name)) {
    ++(*counts_)[name_];
}

ConnectionQuota::Slot::~Slot() {
    const auto found = counts_->find(name_);
    if (--found->second == 0) counts_->erase(found);
}

bool ConnectionQuota::has_room(const std::string& name) const {
    const auto found = counts_->find(name);
    return found == counts_->end() || found->second < limit_;
}

std::unique_ptr<ConnectionQuota::Slot>
ConnectionQuota::take(const std::string& name) {
    if (!has_room(name)) return nullptr;
    return std::make_unique<Slot>(counts_, name);
}

} // namespace login
