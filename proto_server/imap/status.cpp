#include "proto_server/imap/status.hpp"

#include <algorithm>

namespace imap_server {
namespace {

std::uint64_t value(mail::Mailbox& mailbox, imap::StatusItem item) {
    const auto& messages = mailbox.messages();
    const auto count = [&](auto has) {
        return static_cast<std::uint64_t>(
            std::count_if(messages.begin(), messages.end(), has));
    };
    switch (item) {
    case imap::StatusItem::messages:
        return messages.size();
    case imap::StatusItem::recent:
        break; // nobody is the first to see it
    case imap::StatusItem::uid_next:
        return mailbox.uid_next();
    case imap::StatusItem::uid_validity:
        return mailbox.uid_validity();
    case imap::StatusItem::unseen:
        return count([](const mail::Message& message) {
            return !message.flags.has(mail::SystemFlag::seen);
        });
    case imap::StatusItem::deleted:
        return count([](const mail::Message& message) {
            return message.flags.has(mail::SystemFlag::deleted);
        });
    case imap::StatusItem::size: {
        std::uint64_t octets = 0;
        for (const auto& message : messages)
            octets += mailbox.size(message.uid).value_or(0);
        return octets;
    }
    }
    return 0;
}

} // namespace

imap::StatusData status_of(const std::string& name, mail::Mailbox& mailbox,
                           const std::vector<imap::StatusItem>& items) {
    imap::StatusData data{name, {}};
    for (const auto item : items)
        data.items.emplace_back(item, value(mailbox, item));
    return data;
}

} // namespace imap_server
