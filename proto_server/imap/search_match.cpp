#include "proto_server/imap/search_match.hpp"

#include "proto_server/imap/flags.hpp"

#include <algorithm>

namespace imap_server {

using Kind = imap::SearchKey::Kind;

bool Candidate::matches_all(const std::vector<imap::SearchKey>& keys) {
    return std::all_of(keys.begin(), keys.end(),
                       [this](const auto& key) { return matches(key); });
}

bool Candidate::matches(const imap::SearchKey& key) {
    switch (key.kind) {
    case Kind::all:
        return true;
    case Kind::flag:
        return to_wire(message_.flags).has(key.flag);
    case Kind::keyword:
        return message_.flags.has(key.text);
    case Kind::header:
        return text().header_has(key.name, key.text);
    case Kind::body:
        return text().body_has(key.text);
    case Kind::text:
        return text().text_has(key.text);
    case Kind::before:
    case Kind::on:
    case Kind::since:
        return matches_date(key);
    case Kind::sent_before:
    case Kind::sent_on:
    case Kind::sent_since:
        return matches_sent(key);
    case Kind::larger:
        return size() > key.octets;
    case Kind::smaller:
        return size() < key.octets;
    case Kind::uid:
        return is_in(key.set, message_.uid, largest_.uid);
    case Kind::sequence:
        return is_in(key.set, number_, largest_.number);
    case Kind::not_:
        return !matches_all(key.keys);
    case Kind::or_:
        return std::any_of(key.keys.begin(), key.keys.end(),
                           [this](const auto& one) { return matches(one); });
    case Kind::and_:
        return matches_all(key.keys);
    }
    return false;
}

bool Candidate::is_in(const imap::SequenceSet& set, std::uint32_t number,
                      std::uint32_t largest) const {
    if (!set.saved) return set.contains(number, largest);
    return std::binary_search(saved_.begin(), saved_.end(), message_.uid);
}

bool Candidate::matches_date(const imap::SearchKey& key) const {
    const auto day = std::chrono::floor<std::chrono::days>(message_.date);
    const auto wanted = std::chrono::sys_days(key.date);
    if (key.kind == Kind::before) return day < wanted;
    if (key.kind == Kind::on) return day == wanted;
    return day >= wanted;
}

bool Candidate::matches_sent(const imap::SearchKey& key) {
    const auto day = text().sent_on();
    if (!day) return false;
    if (key.kind == Kind::sent_before) return *day < key.date;
    if (key.kind == Kind::sent_on) return *day == key.date;
    return *day >= key.date;
}

/// One that cannot be read has none.
std::uint32_t Candidate::size() {
    return mailbox_.size(message_.uid).value_or(0);
}

/// One that cannot be read says nothing.
const mime::Message& Candidate::text() {
    if (!text_) {
        const auto read = mailbox_.octets(message_.uid);
        octets_ = read ? *read : std::make_shared<const std::string>();
        text_.emplace(*octets_);
    }
    return *text_;
}

} // namespace imap_server
