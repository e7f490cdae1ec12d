#include "proto_server/mailbox/removed_messages.hpp"

namespace mail {

/// A moment, and the removal at its end.
struct RemovedMessages::Removal {
    explicit Removal(std::shared_ptr<All> those) : all(std::move(those)) {}
    ~Removal() {
        for (const auto uid : removed) all->erase(uid);
    }
    Removal(const Removal&) = delete;
    Removal& operator=(const Removal&) = delete;

    std::shared_ptr<All> all;
    std::vector<Uid> removed;
    std::shared_ptr<Removal> next;
};

RemovedMessages::RemovedMessages(std::size_t most)
    : most_(most), now_(std::make_shared<Removal>(all_)) {}

std::size_t RemovedMessages::room() const {
    return now_.use_count() == 1 ? 0 : most_ - all_->size();
}

void RemovedMessages::add(std::vector<RemovedMessage> messages) {
    if (messages.empty()) return;
    for (auto& one : messages) {
        now_->removed.push_back(one.message.uid);
        all_->insert_or_assign(one.message.uid, std::move(one));
    }
    now_->next = std::make_shared<Removal>(all_);
    now_ = now_->next;
}

const RemovedMessage* RemovedMessages::find(Uid uid) const {
    const auto found = all_->find(uid);
    return found == all_->end() ? nullptr : &found->second;
}

} // namespace mail
