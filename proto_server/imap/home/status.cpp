#include "proto_server/imap/home/status.hpp"

#include "proto_server/mailbox/limits.hpp"

#include <algorithm>

namespace imap_server {
namespace {

/// A portion ends after this many octets, because a message whose size is not
/// known yet is read to learn it.
constexpr std::uint64_t octets_at_once = 1024 * 1024;

} // namespace

StatusQuery::StatusQuery(std::string name,
                         std::shared_ptr<mail::Mailbox> mailbox,
                         std::vector<imap::StatusItem> items)
    : name_(std::move(name)), mailbox_(std::move(mailbox)),
      items_(std::move(items)) {}

bool StatusQuery::go_on() {
    if (std::ranges::count(items_, imap::StatusItem::size) == 0) return false;
    const auto& messages = mailbox_->messages();
    auto next =
        std::ranges::upper_bound(messages, measured_, {}, &mail::Message::uid);
    std::uint64_t octets = 0;
    for (std::size_t n = 0; next != messages.end(); ++next, ++n) {
        if (n == mail::limits::portion || octets >= octets_at_once) break;
        octets += mailbox_->size(next->uid).value_or(0);
        measured_ = next->uid;
    }
    octets_ += octets;
    return next != messages.end();
}

imap::StatusData StatusQuery::result() const {
    imap::StatusData data{name_, {}};
    for (const auto item : items_) data.items.emplace_back(item, value(item));
    return data;
}

std::uint64_t StatusQuery::value(imap::StatusItem item) const {
    const auto& messages = mailbox_->messages();
    const auto count = [&](auto has) {
        return static_cast<std::uint64_t>(
            std::count_if(messages.begin(), messages.end(), has));
    };
    switch (item) {
    case imap::StatusItem::messages:
        return messages.size();
    case imap::StatusItem::recent:
        return mailbox_->recent().size();
    case imap::StatusItem::uid_next:
        return mailbox_->uid_next();
    case imap::StatusItem::uid_validity:
        return mailbox_->uid_validity();
    case imap::StatusItem::unseen:
        return count([](const mail::Message& message) {
            return !message.flags.has(mail::SystemFlag::seen);
        });
    case imap::StatusItem::deleted:
        return count([](const mail::Message& message) {
            return message.flags.has(mail::SystemFlag::deleted);
        });
    case imap::StatusItem::size:
        return octets_;
    }
    return 0;
}

} // namespace imap_server
