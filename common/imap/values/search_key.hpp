#pragma once

#include "common/imap/values/date.hpp"
#include "common/imap/values/flags.hpp"
#include "common/imap/values/sequence_set.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace imap {

/// What a message must be to be found: a small tree. RFC 3501 §6.4.4.
///
/// It has fewer kinds than the RFC has words: UNSEEN is NOT SEEN, NEW is
/// (RECENT NOT SEEN), and FROM x is HEADER FROM x.
struct SearchKey {
    enum class Kind : std::uint8_t {
        all,
        flag,        ///< `flag` is set: ANSWERED, RECENT …
        keyword,     ///< the keyword `text` is set
        header,      ///< the field `name` has `text`; or is there, if empty
        body,        ///< the body has `text`
        text,        ///< header or body has `text`
        before,      ///< internal date, its zone left out, is before `date`
        on,          ///< … is `date`
        since,       ///< … is `date` or later
        sent_before, ///< the same of the Date: field
        sent_on,
        sent_since,
        larger,   ///< than `octets`
        smaller,  ///< than `octets`
        uid,      ///< the UID is in `set`
        sequence, ///< the message number is in `set`
        not_,     ///< not the one in `keys`
        or_,      ///< the first of the two in `keys`, or the second
        and_,     ///< all `keys`
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

/// search-key *(SP search-key)   RFC 3501 §9
/// Up to limits::search_keys, and limits::search_depth inside one another.
std::vector<SearchKey> read_search_keys(Cursor& in);
void write(Writer& out, const SearchKey& key);

} // namespace imap
