#include "proto_server/imap/fetch_message.hpp"
#include "proto_server/imap/flags.hpp"
#include "proto_server/imap/imap_session.hpp"

#include <algorithm>
#include <utility>

// RFC 3501 §6.4.5

namespace {

bool asks_for(const imap::Fetch& fetch, imap::FetchItem::Kind kind) {
    return std::any_of(fetch.items.begin(), fetch.items.end(),
                       [&](const auto& item) { return item.kind == kind; });
}

bool reads_too_much(const imap::Fetch& fetch) {
    const auto reads = std::count_if(fetch.items.begin(), fetch.items.end(),
                                     imap_server::reads_message);
    return static_cast<std::size_t>(reads) > imap_server::limits::message_items;
}

/// What was said would be said again, and a structure may be large.
void leave_out_repeated(std::vector<imap::FetchItem>& items) {
    using Kind = imap::FetchItem::Kind;
    for (const auto kind : {Kind::envelope, Kind::body, Kind::body_structure}) {
        bool first = true;
        std::erase_if(items, [&](const auto& item) {
            return item.kind == kind && !std::exchange(first, false);
        });
    }
}

} // namespace

void ImapSession::answer(const imap::Fetch& fetch) {
    if (reads_too_much(fetch))
        return no("a FETCH has at most " +
                      std::to_string(imap_server::limits::message_items) +
                      " items that read the message",
                  imap::Code{"LIMIT", {}});
    auto wanted = numbers(fetch.set, fetch.uid);
    if (!wanted) return;
    auto whole = fetch;
    leave_out_repeated(whole.items);
    if (fetch.uid && !asks_for(fetch, imap::FetchItem::Kind::uid))
        whole.items.insert(whole.items.begin(),
                           imap::FetchItem{imap::FetchItem::Kind::uid});
    work_on(*std::move(wanted), [this, whole = std::move(whole)](auto number) {
        fetch_one(number, whole);
    });
    ok("FETCH completed");
}

/// A message that others removed has a number as long as the client was not
/// told; it is passed over, and the end is NO. RFC 2180 §4.1.2.
void ImapSession::fetch_one(std::uint32_t number, const imap::Fetch& fetch) {
    auto& [mailbox, view, read_only, keywords, saved] = *selected_;
    const auto uid = view.uid(number);
    const auto* message = mailbox->find(uid);
    if (!message) return spoil("EXPUNGEISSUED", "a message is gone");
    auto fetched =
        imap_server::fetch_message(*mailbox, *message, fetch.items, utf8());
    if (!fetched) return spoil_fetch(fetched.error());
    bool flags = asks_for(fetch, imap::FetchItem::Kind::flags);
    if (!read_only && !message->flags.has(mail::SystemFlag::seen) &&
        std::any_of(fetch.items.begin(), fetch.items.end(),
                    imap_server::makes_seen)) {
        auto seen = message->flags;
        mailbox->set_flags(uid, seen.add(mail::SystemFlag::seen));
        view.look();
        message = mailbox->find(uid);
        if (!message) return spoil("EXPUNGEISSUED", "a message is gone");
        for (auto& value : fetched->values)
            if (auto* told = std::get_if<imap::Flags>(&value))
                *told = imap_server::to_wire(message->flags);
    }
    if (fetched->unknown_encoding)
        spoil("UNKNOWN-CTE", "an encoding is not known");
    if (!flags && view.flags_are_due(uid)) {
        fetched->values.push_back(imap_server::to_wire(message->flags));
        flags = true;
    }
    if (flags) view.flags_are_told(uid);
    if (fetched->values.empty()) return;
    say(imap::FetchData{number, std::move(fetched->values)});
}

void ImapSession::spoil_fetch(const mail::Failure& failure) {
    switch (failure.kind) {
    case mail::Failure::Kind::missing:
        return spoil("EXPUNGEISSUED", "a message cannot be read");
    case mail::Failure::Kind::limit:
        return spoil("LIMIT", failure.what);
    default:
        return spoil("SERVERBUG", "a message cannot be read");
    }
}
