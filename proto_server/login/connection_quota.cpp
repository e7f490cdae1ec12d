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

std::unique_ptr<ConnectionQuota::Slot>
ConnectionQuota::take(const std::string& name) {
    const auto found = counts_->find(name);
    if (found != counts_->end() && found->second >= limit_) return nullptr;
    return std::make_unique<Slot>(counts_, name);
}

} // namespace login
