#pragma once

#include "common/imap/values/date.hpp"
#include "common/imap/values/flags.hpp"
#include "common/imap/values/sequence_set.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace imap {

/// A condition for messages, RFC 3501 §6.4.4; keys inside keys make a tree.
///
/// There are fewer kinds than the RFC has words: UNSEEN is read as NOT SEEN,
/// NEW as (RECENT NOT SEEN), and FROM x as HEADER FROM x.
struct SearchKey {
    enum class Kind : std::uint8_t {
        all,
        flag,        ///< `flag` is set: ANSWERED, RECENT …
        keyword,     ///< the keyword `text` is set
        header,      ///< the field `name` exists and contains `text`
        body,        ///< the body contains `text`
        text,        ///< header or body contains `text`
        before,      ///< the day of the internal date is before `date`
        on,          ///< that day is `date`
        since,       ///< that day is `date` or later
        sent_before, ///< these three compare the Date: field
        sent_on,
        sent_since,
        larger,   ///< the message is larger than `octets`
        smaller,  ///< the message is smaller than `octets`
        uid,      ///< the UID is in `set`
        sequence, ///< the message number is in `set`
        not_,     ///< the only key in `keys` does not hold
        or_,      ///< at least one of the two keys in `keys` holds
        and_,     ///< all keys in `keys` hold
    };
    Kind kind = Kind::all;
    Flag flag = Flag::seen;
    std::string name, text;
    Date date{};
    std::uint64_t octets = 0;
    SequenceSet set;
    std::vector<SearchKey> keys;
    bool operator==(const SearchKey&) const = default;
};

/// Reads search-key *(SP search-key), RFC 3501 §9: at most limits::search_keys,
/// and limits::search_depth inside one another.
std::vector<SearchKey> read_search_keys(Cursor& in);
void write(Writer& out, const SearchKey& key);

} // namespace imap
