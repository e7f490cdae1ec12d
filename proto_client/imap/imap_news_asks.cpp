// The half of ImapNews that finds what is new.
#include "common/imap/text/cursor.hpp"
#include "proto_client/imap/fetch.hpp"
#include "proto_client/imap/imap_news.hpp"
#include "proto_client/imap/readable.hpp"
#include "proto_client/imap/refused.hpp"
#include "proto_client/imap/search.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace imap_client {

using enum imap::FetchItem::Kind;

namespace {

constexpr auto star = imap::SequenceSet::star;

struct Place {
    std::uint32_t uid_validity = 0;
    Uid last = 0;
};

/// Reads a position: UIDVALIDITY SP UID.
std::optional<Place> read_position(const std::string& text) {
    imap::Cursor in(text);
    Place place;
    place.uid_validity = in.number("a UIDVALIDITY");
    in.space();
    place.last = in.number("a UID");
    in.expect_end();
    if (!in.ok()) return std::nullopt;
    return place;
}

/// True if the server has sent all messages that still exist: EXPUNGEISSUED
/// says that the others are gone (RFC 5530 §3).
bool is_complete(const imap::Tagged& end) {
    return end.outcome == imap::Outcome::ok ||
           (end.code && end.code->name == "EXPUNGEISSUED");
}

/// `Name <mailbox@host>`
std::string name_of(const imap::Envelope& envelope) {
    if (envelope.from.empty()) return {};
    const auto& one = envelope.from.front();
    const auto address = one.mailbox.value_or("") + "@" + one.host.value_or("");
    if (one.name.value_or("").empty()) return address;
    return *one.name + " <" + address + ">";
}

} // namespace

void ImapNews::ask(const std::optional<Position>& position) {
    waiting_ = may_be_new_ = false;
    question_ = {};
    const auto place = position ? read_position(*position) : std::nullopt;
    const auto now = client_->known().uid_validity;
    if (position && !place)
        owner_.trouble("the place where this watch has stopped cannot be read; "
                       "it begins anew");
    if (!place) return begin_question();
    if (place->uid_validity == now) {
        question_.last = place->last;
        return find_uids();
    }
    owner_.trouble(
        "the server has numbered the mailbox anew (UIDVALIDITY was " +
        std::to_string(place->uid_validity) + " and is " + std::to_string(now) +
        "): what is in it now counts as told");
    begin_at_last();
}

/// Begins when there is no position yet.
void ImapNews::begin_question() {
    if (options_.from) return begin_after(*options_.from - 1);
    if (options_.since) return begin_at_date(*options_.since);
    begin_at_last();
}

/// Everything up to the last message counts as told. UIDNEXT would say the
/// same, but some servers leave it out, and some send a number that is too
/// small. If the last message has just gone, the server may say nothing of it;
/// then all others are looked at.
void ImapNews::begin_at_last(Uid first) {
    if (client_->known().view.count() == 0) return begin_after(0);
    client_->send(std::make_unique<Fetch>(
        imap::SequenceSet{{{first, star}}}, std::vector<imap::FetchItem>{{uid}},
        [this](Uid found, const auto&) {
            question_.last = std::max(question_.last, found);
        },
        [this, first](const Result& result) {
            if (ended_without(result)) return;
            if (!is_complete(result->end))
                return give_up("the last message cannot be found: " +
                                   words_of(result->end),
                               {watch::Refusal::Kind::temporary});
            if (question_.last == 0 && first == star) return begin_at_last(1);
            owner_.moved_to(position(question_.last));
            answered();
        }));
}

void ImapNews::begin_at_date(const imap::Date& day) {
    imap::SearchKey since{.kind = imap::SearchKey::Kind::since, .date = day};
    search(*client_, {since}, [this](const Found& found) {
        if (client_->finished()) return;
        if (!found)
            return give_up("--since: " + found.error(),
                           {watch::Refusal::Kind::temporary});
        if (found->empty()) return begin_at_last();
        begin_after(found->front() - 1);
    });
}

void ImapNews::begin_after(Uid last) {
    question_.last = last;
    owner_.moved_to(position(last));
    find_uids();
}

// [find-uids]
/// `*` is the last message, even if its UID is lower than the first of the
/// range. So the answer may hold a message that was told before.
void ImapNews::find_uids() {
    const auto last = question_.last;
    if (client_->known().view.count() == 0 || last == UINT32_MAX)
        return answered();
    client_->send(std::make_unique<Fetch>(
        imap::SequenceSet{{{last + 1, star}}},
        std::vector<imap::FetchItem>{{uid}},
        [this, last](Uid found, const auto&) {
            auto& uids = question_.uids;
            if (found > last && uids.size() < limits::news)
                uids.push_back(found);
        },
        [this](const Result& result) {
            if (ended_without(result)) return;
            if (!is_complete(result->end))
                return give_up("the server does not say what is new: " +
                                   words_of(result->end),
                               {watch::Refusal::Kind::temporary});
            auto& uids = question_.uids;
            if (uids.size() == limits::news) may_be_new_ = true;
            std::sort(uids.begin(), uids.end(), std::greater());
            uids.erase(std::unique(uids.begin(), uids.end()), uids.end());
            ask_details();
        }));
}
// [/find-uids]

/// A server may send the parts of one message in several responses.
void ImapNews::read_details(const imap::FetchData& data, Details& details) {
    for (const auto& value : data.values) {
        if (const auto* one = std::get_if<imap::Envelope>(&value)) {
            details.subject = readable(one->subject.value_or(""));
            details.from = readable(name_of(*one));
            details.date = one->date.value_or("");
            details.message_id = one->message_id.value_or("");
        } else if (const auto* text = std::get_if<imap::Content>(&value)) {
            details.source = text->octets.value_or("");
        }
    }
}

/// Servers may answer in any order, answer twice, or send what nobody has asked
/// for.
void ImapNews::ask_details() {
    auto& uids = question_.uids;
    if (uids.empty()) return answered();
    std::vector<Uid> next;
    for (; !uids.empty() && next.size() < limits::details; uids.pop_back())
        next.push_back(uids.back());
    for (const auto one : next) question_.asked[one] = {};
    std::vector<imap::FetchItem> items{{uid}, {envelope}};
    if (options_.source_octets > 0)
        items.push_back({.kind = section,
                         .peek = true,
                         .partial = imap::Partial{0, options_.source_octets}});
    client_->send(std::make_unique<Fetch>(
        imap::sequence_set(next), std::move(items),
        [this](Uid found, const imap::FetchData& data) {
            const auto at = question_.asked.find(found);
            if (at != question_.asked.end()) read_details(data, at->second);
        },
        [this](const Result& result) {
            if (!ended_without(result)) tell_details();
        }));
}

/// A message whose details did not come is told without them. One that is known
/// to be gone is not told.
void ImapNews::tell_details() {
    for (const auto& [found, details] : std::exchange(question_.asked, {})) {
        if (client_->known().view.may_exist(found))
            owner_.message({found, details.subject, details.from, details.date,
                            details.message_id, details.source});
        question_.last = found;
        owner_.moved_to(position(found));
        if (client_->finished()) return;
    }
    ask_details();
}

void ImapNews::answered() {
    last_ = question_.last;
    question_ = {};
    owner_.caught_up();
}

watch::NewsSource::Position ImapNews::position(Uid last) const {
    return std::to_string(client_->known().uid_validity) + " " +
           std::to_string(last);
}

} // namespace imap_client
