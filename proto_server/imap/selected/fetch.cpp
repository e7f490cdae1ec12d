#include "proto_server/imap/selected/fetch_message.hpp"
#include "proto_server/imap/selected/selected.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace imap_server {

// RFC 3501 §6.4.5

namespace {

bool asks_for(const imap::Fetch& fetch, imap::FetchItem::Kind kind) {
    return std::any_of(fetch.items.begin(), fetch.items.end(),
                       [&](const auto& item) { return item.kind == kind; });
}

bool reads_too_much(const imap::Fetch& fetch) {
    const auto reads =
        std::count_if(fetch.items.begin(), fetch.items.end(), reads_message);
    return static_cast<std::size_t>(reads) > limits::message_items;
}

/// A structure may be large, and to say it twice tells nothing new.
void leave_out_repeated(std::vector<imap::FetchItem>& items) {
    using Kind = imap::FetchItem::Kind;
    for (const auto kind : {Kind::envelope, Kind::body, Kind::body_structure}) {
        bool first = true;
        std::erase_if(items, [&](const auto& item) {
            return item.kind == kind && !std::exchange(first, false);
        });
    }
}

/// Adds flags that the client did not ask for. They stand before the texts,
/// because some clients take what follows a literal for a part of it.
void add_flags(std::vector<imap::FetchValue>& values, imap::Flags flags) {
    const auto text = std::ranges::find_if(values, [](const auto& value) {
        return std::holds_alternative<imap::Content>(value);
    });
    values.insert(text, std::move(flags));
}

/// A FETCH under way.
struct Fetching {
    imap::Fetch fetch;
    std::vector<std::uint32_t> numbers;
    std::size_t next = 0;                     ///< of the numbers
    std::optional<MessageFetch> message = {}; ///< its message
};

/// The command will end with NO, for the message could not be told.
void fail(Answer& answer, const mail::Failure& failure) {
    switch (failure.kind) {
    case mail::Failure::Kind::missing:
        return answer.fail("EXPUNGEISSUED", "a message is gone");
    case mail::Failure::Kind::limit:
        return answer.fail("LIMIT", failure.what);
    default:
        return answer.fail("SERVERBUG", "a message cannot be read");
    }
}

} // namespace

void Selected::answer(const imap::Fetch& fetch, Answer& answer) {
    if (reads_too_much(fetch))
        return answer.no("a FETCH has at most " +
                             std::to_string(limits::message_items) +
                             " items that read the message",
                         imap::Code{"LIMIT", {}});
    auto wanted = numbers_or_bad(fetch.set, fetch.uid, answer);
    if (!wanted) return;
    const auto fetching = std::make_shared<Fetching>();
    fetching->numbers = *std::move(wanted);
    auto& whole = fetching->fetch;
    whole = fetch;
    leave_out_repeated(whole.items);
    if (fetch.uid && !asks_for(fetch, imap::FetchItem::Kind::uid))
        whole.items.insert(whole.items.begin(),
                           imap::FetchItem{imap::FetchItem::Kind::uid});
    answer.work([this, fetching, &answer] {
        if (fetching->next == fetching->numbers.size()) return false;
        const auto number = fetching->numbers[fetching->next];
        if (!fetch_some(number, fetching->fetch, fetching->message, answer)) {
            fetching->message.reset();
            ++fetching->next;
        }
        return fetching->next < fetching->numbers.size();
    });
    answer.ok("FETCH completed");
}

/// Does one portion of one message; true if there is more to do for it.
///
/// A message that others removed has a number as long as the client was not
/// told. What is left of it is told; if that is not all, the message is passed
/// over, and the end is NO. RFC 2180 §4.1.2.
bool Selected::fetch_some(std::uint32_t number, const imap::Fetch& fetch,
                          std::optional<MessageFetch>& message,
                          Answer& answer) {
    auto& speaker = answer.speaker();
    if (speaker.output().empty()) speaker.held.give_back(); // it was taken
    if (!message) {
        auto begun = MessageFetch::begin(*mailbox_, view_.uid(number),
                                         fetch.items, answer.enabled().utf8());
        if (!begun) {
            fail(answer, begun.error());
            return false;
        }
        message = *std::move(begun);
    }
    const auto more = message->go_on(*mailbox_);
    if (more && *more) return true;
    if (more)
        say_fetched(number, fetch, *message, answer);
    else
        fail(answer, more.error());
    return false;
}

void Selected::say_fetched(std::uint32_t number, const imap::Fetch& fetch,
                           MessageFetch& fetched, Answer& answer) {
    const auto uid = fetched.uid();
    const auto* message = mailbox_->recall(uid);
    if (!message) return answer.fail("EXPUNGEISSUED", "a message is gone");
    const auto octets = fetched.octets();
    if (octets > limits::output && !answer.speaker().held.take(octets))
        return answer.fail("LIMIT", "too much waits to be read already; read "
                                    "that, and try again");
    if (!read_only_ && mailbox_->find(uid) &&
        !message->flags.has(mail::SystemFlag::seen) &&
        std::any_of(fetch.items.begin(), fetch.items.end(), makes_seen)) {
        auto seen = message->flags;
        mailbox_->set_flags(uid, seen.add(mail::SystemFlag::seen));
        view_.look();
        message = mailbox_->recall(uid);
        if (!message) return answer.fail("EXPUNGEISSUED", "a message is gone");
    }
    auto& values = fetched.found().values;
    for (auto& value : values)
        if (auto* told = std::get_if<imap::Flags>(&value))
            *told = view_.flags(*message);
    if (fetched.found().unknown_encoding)
        answer.fail("UNKNOWN-CTE", "an encoding is not known");
    bool flags = asks_for(fetch, imap::FetchItem::Kind::flags);
    if (!flags && view_.flags_are_due(uid)) {
        add_flags(values, view_.flags(*message));
        flags = true;
    }
    if (flags) view_.flags_are_told(uid);
    if (values.empty()) return;
    answer.say(imap::FetchData{number, std::move(values)});
}

} // namespace imap_server
