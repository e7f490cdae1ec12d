#include "proto_server/mailbox/maildir/kept_mailboxes.hpp"

#include <algorithm>

namespace mail {

void KeptMailboxes::keep(std::shared_ptr<Mailbox> mailbox) {
    std::erase_if(kept_, [](const auto& one) { return one->gone(); });
    kept_.push_back(std::move(mailbox));
    while (kept_.size() > most_mailboxes_ || messages() > most_messages_)
        kept_.pop_front();
}

std::size_t KeptMailboxes::messages() const {
    std::size_t sum = 0;
    for (const auto& one : kept_) sum += one->messages().size();
    return sum;
}

} // namespace mail
