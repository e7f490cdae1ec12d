#include "proto_client/imap/fetch.hpp"

#include "proto_client/imap/command_facts.hpp"

#include <algorithm>

namespace imap_client {

Fetch::Fetch(imap::SequenceSet uids, std::vector<imap::FetchItem> items,
             OnMessage on_message, OnResult on_result)
    : Exchange(imap::Fetch{true, std::move(uids), items}, std::move(on_result)),
      wants_content_(std::any_of(items.begin(), items.end(),
                                 [](const auto& item) {
                                     using enum imap::FetchItem::Kind;
                                     return item.kind != uid &&
                                            item.kind != flags;
                                 })),
      on_message_(std::move(on_message)) {}

bool Fetch::take(imap::Response& data) {
    const auto* message = std::get_if<imap::FetchData>(&data);
    if (!message || (wants_content_ && !has_content(*message))) return false;
    for (const auto& value : message->values) {
        const auto* uid = std::get_if<imap::Uid>(&value);
        if (!uid) continue;
        if (on_message_) on_message_(uid->value, *message);
        return true;
    }
    return false;
}

void Fetch::forget() {
    on_message_ = {};
    Exchange::forget();
}

} // namespace imap_client
