#include "proto_server/imap/selected/search_match.hpp"

#include "proto_server/imap/flag_names.hpp"

#include <algorithm>

namespace imap_server {

using Kind = imap::SearchKey::Kind;

namespace {

/// Comparisons of one message with one key in one portion.
constexpr std::size_t comparisons = 1024;
constexpr std::size_t most_messages = 128;

/// True if the answer may stand in the message's file alone.
bool reads_file(const imap::SearchKey& key) {
    switch (key.kind) {
    case Kind::header:
    case Kind::body:
    case Kind::text:
    case Kind::sent_before:
    case Kind::sent_on:
    case Kind::sent_since:
    case Kind::larger: // until the size is known
    case Kind::smaller:
        return true;
    default:
        return std::ranges::any_of(key.keys, reads_file);
    }
}

std::size_t comparisons_of(const std::vector<imap::SearchKey>& keys) {
    std::size_t sum = 0;
    for (const auto& key : keys)
        sum += 1 + key.set.ranges.size() + comparisons_of(key.keys);
    return sum;
}

} // namespace

std::uint32_t portion_of(const std::vector<imap::SearchKey>& keys) {
    if (std::ranges::any_of(keys, reads_file)) return 1;
    const auto messages =
        comparisons / std::max<std::size_t>(1, comparisons_of(keys));
    return static_cast<std::uint32_t>(
        std::clamp<std::size_t>(messages, 1, most_messages));
}

bool Candidate::matches_all(const std::vector<imap::SearchKey>& keys) {
    return std::all_of(keys.begin(), keys.end(),
                       [this](const auto& key) { return matches(key); });
}

bool Candidate::matches(const imap::SearchKey& key) {
    switch (key.kind) {
    case Kind::all:
        return true;
    case Kind::flag:
        return key.flag == imap::Flag::recent ? is_recent_
                                              : has(message_.flags, key.flag);
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

/// A message that cannot be read has no size.
std::uint32_t Candidate::size() {
    return mailbox_.size(message_.uid).value_or(0);
}

/// A message that cannot be read has no text.
const mime::Message& Candidate::text() {
    if (!text_) {
        const auto read = mailbox_.octets(message_.uid);
        octets_ = read ? *read : std::make_shared<const std::string>();
        text_.emplace(*octets_);
    }
    return *text_;
}

} // namespace imap_server
