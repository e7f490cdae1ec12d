#include "proto_server/mailbox/mailbox.hpp"

#include <utility>

namespace mail {

std::uint32_t Mailbox::count() const {
    return static_cast<std::uint32_t>(messages_.size());
}

const std::string* Mailbox::text(std::uint32_t number) const {
    const bool known = number >= 1 && number <= count();
    return known ? &messages_[number - 1] : nullptr;
}

std::optional<std::uint32_t> Mailbox::append(std::string text) {
    if (count() >= limit_) return std::nullopt;
    messages_.push_back(std::move(text));
    for (const auto& watcher : watchers_) watcher();
    return count();
}

void Mailbox::watch(Watcher watcher) {
    watchers_.push_back(std::move(watcher));
}

void add_sample_adverts(Mailbox& mailbox) {
    mailbox.append("Studio to let in the 5e, 24 m2, quiet court");
    mailbox.append("Flat to rent in the 11e");
    mailbox.append("Two rooms under the roof, 6th floor, no lift");
}

} // namespace mail
