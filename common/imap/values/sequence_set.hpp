#pragma once

#include "common/imap/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// Numbers from `first` to `last`, both among them.
struct Range {
    std::uint32_t first, last;
    bool operator==(const Range&) const = default;
};

/// Message numbers or UIDs as a client names them: `2,4:7,9,12:*`.
///
///     sequence-set = (seq-number / seq-range) ["," sequence-set] / "$"
///                                  RFC 3501 §9, RFC 9051 §9
struct SequenceSet {
    /// `*`, the largest number in use, is written as 0 here. As in the text,
    /// the ends of a range may come in either order: 4:2 is 2:4.
    static constexpr std::uint32_t star = 0;

    std::vector<Range> ranges; ///< at most limits::ranges, as they were named
    bool saved = false;        ///< `$`, what the last SEARCH saved, instead

    /// Whether `number` is named when the largest number in use is `largest`,
    /// or 0 where there is none.
    bool contains(std::uint32_t number, std::uint32_t largest) const;

    /// The same numbers as ranges in ascending order that do not touch, each
    /// with first <= last. `*` is `largest`; where that is 0, a range with a
    /// `*` names nothing.
    std::vector<Range> resolve(std::uint32_t largest) const;

    /// Whether it names a number over `largest`, or `*` where there is none:
    /// for message numbers that is an error, for UIDs it is not.
    bool goes_beyond(std::uint32_t largest) const;

    bool operator==(const SequenceSet&) const = default;
};

/// The set of these numbers in ascending order, `1:3,5`.
SequenceSet sequence_set(const std::vector<std::uint32_t>& ascending);

/// With at most `limit` ranges; a server may send limits::response_ranges.
SequenceSet read_sequence_set(Cursor& in, std::size_t limit = limits::ranges);
void write(Writer& out, const SequenceSet& set);

} // namespace imap
