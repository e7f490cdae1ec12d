#include "common/imap/values/sequence_set.hpp"

#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

#include <algorithm>

namespace imap {

namespace {

bool has_star(const Range& range) {
    return range.first == SequenceSet::star || range.last == SequenceSet::star;
}

Range resolve_one(Range range, std::uint32_t largest) {
    if (range.first == SequenceSet::star) range.first = largest;
    if (range.last == SequenceSet::star) range.last = largest;
    if (range.first > range.last) std::swap(range.first, range.last);
    return range;
}

/// seq-number = nz-number / "*"
std::uint32_t read_number(Cursor& in) {
    if (in.eat('*')) return SequenceSet::star;
    return in.nz_number("a sequence set");
}

void write_number(Writer& out, std::uint32_t number) {
    if (number == SequenceSet::star)
        out << '*';
    else
        out << number;
}

} // namespace

bool SequenceSet::contains(std::uint32_t number, std::uint32_t largest) const {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        if (largest == 0 && has_star(range)) return false;
        const auto [first, last] = resolve_one(range, largest);
        return first <= number && number <= last;
    });
}

std::vector<Range> SequenceSet::resolve(std::uint32_t largest) const {
    std::vector<Range> sorted;
    for (const auto& range : ranges)
        if (largest > 0 || !has_star(range))
            sorted.push_back(resolve_one(range, largest));
    std::sort(sorted.begin(), sorted.end(),
              [](const Range& a, const Range& b) { return a.first < b.first; });
    std::vector<Range> joined;
    for (const auto& range : sorted) {
        const bool touches =
            !joined.empty() &&
            range.first <= std::uint64_t{joined.back().last} + 1;
        if (touches)
            joined.back().last = std::max(joined.back().last, range.last);
        else
            joined.push_back(range);
    }
    return joined;
}

bool SequenceSet::goes_beyond(std::uint32_t largest) const {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return std::max(range.first, range.last) > largest ||
               (largest == 0 && has_star(range));
    });
}

SequenceSet sequence_set(const std::vector<std::uint32_t>& ascending) {
    SequenceSet set;
    for (const auto number : ascending) {
        if (!set.ranges.empty() && set.ranges.back().last + 1 == number)
            set.ranges.back().last = number;
        else
            set.ranges.push_back({number, number});
    }
    return set;
}

SequenceSet read_sequence_set(Cursor& in, std::size_t limit) {
    constexpr std::string_view what = "a sequence set";
    SequenceSet set;
    const auto start = in.offset();
    if (in.eat('$')) {
        set.saved = true;
        in.note(start, what);
        return set;
    }
    do {
        const auto first = read_number(in);
        const auto last = in.eat(':') ? read_number(in) : first;
        set.ranges.push_back({first, last});
        in.allow(set.ranges.size(), limit, "ranges in a sequence set");
    } while (in.eat(','));
    in.note(start, what);
    return set;
}

void write(Writer& out, const SequenceSet& set) {
    if (set.saved) out << '$';
    bool first = true;
    for (const auto& range : set.ranges) {
        if (!first) out << ',';
        first = false;
        write_number(out, range.first);
        if (range.last == range.first) continue;
        out << ':';
        write_number(out, range.last);
    }
}

} // namespace imap
