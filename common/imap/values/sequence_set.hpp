#pragma once

#include "common/imap/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// The numbers from `first` to `last`, both included.
struct Range {
    std::uint32_t first, last;
    bool operator==(const Range&) const = default;
};

/// A set of message numbers or UIDs: `2,4:7,9,12:*`.
///
///     sequence-set = (seq-number / seq-range) ["," sequence-set] / "$"
///                                  RFC 3501 §9, RFC 9051 §9
struct SequenceSet {
    /// Stands for `*`, the largest number in use. The ends of a range may come
    /// in either order, as in the text: 4:2 is 2:4.
    static constexpr std::uint32_t star = 0;

    std::vector<Range> ranges; ///< at most limits::ranges, as they were written
    bool saved = false;        ///< true for `$`: the result of the last SEARCH

    /// True if `number` is in the set. `largest` is the largest number in use,
    /// or 0 if there is none.
    bool contains(std::uint32_t number, std::uint32_t largest) const;

    /// Returns the same numbers as ranges in ascending order that do not touch,
    /// each with first <= last. `*` becomes `largest`; if that is 0, ranges
    /// with
    /// `*` are left out.
    std::vector<Range> resolve(std::uint32_t largest) const;

    /// True if the set has a number over `largest`, or `*` when `largest` is 0.
    /// For message numbers that is an error; for UIDs it is not.
    bool goes_beyond(std::uint32_t largest) const;

    bool operator==(const SequenceSet&) const = default;
};

/// Returns the set of these numbers: `1:3,5`. They must be in ascending order.
SequenceSet sequence_set(const std::vector<std::uint32_t>& ascending);

/// Reads a set of at most `limit` ranges. For what a server sends, `limit` is
/// limits::response_ranges.
SequenceSet read_sequence_set(Cursor& in, std::size_t limit = limits::ranges);
void write(Writer& out, const SequenceSet& set);

} // namespace imap
