#include "tutorial/kit/authors/pages/difference.hpp"

#include <algorithm>
#include <numeric>

namespace kit::pages {

namespace {

using Kind = Edit::Kind;

/// The most pairs of lines that are compared; above that, all lines are taken
/// as changed.
constexpr std::size_t most_pairs = 16'000'000;

/// The length of the longest common rest, for each pair of lines of two texts.
class CommonRests {
public:
    CommonRests(const Lines& before, const Lines& after)
        : width_(after.size() + 1) {
        if ((before.size() + 1) * width_ > most_pairs) return;
        lengths_.resize((before.size() + 1) * width_);
        for (auto i = before.size(); i-- > 0;)
            for (auto j = after.size(); j-- > 0;)
                lengths_[i * width_ + j] =
                    before[i] == after[j]
                        ? at(i + 1, j + 1) + 1
                        : std::max(at(i + 1, j), at(i, j + 1));
    }

    std::uint32_t at(std::size_t i, std::size_t j) const {
        return lengths_.empty() ? 0 : lengths_[i * width_ + j];
    }

private:
    std::size_t width_;
    std::vector<std::uint32_t> lengths_;
};

/// A run of edits that are shown together.
struct Hunk {
    std::size_t begin;
    std::size_t end;
};

constexpr std::size_t around = 3; ///< lines of context

std::vector<Hunk> find_hunks(const std::vector<Edit>& edits) {
    std::vector<Hunk> hunks;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        if (edits[i].kind == Kind::keep) continue;
        const auto begin = i < around ? 0 : i - around;
        const auto end = std::min(edits.size(), i + 1 + around);
        if (hunks.empty() || hunks.back().end < begin)
            hunks.push_back({begin, end});
        hunks.back().end = end;
    }
    return hunks;
}

/// Returns "12,7": the number of the first line, and the number of lines.
std::string range(const Excerpt& text, std::size_t first, std::size_t count) {
    if (count == 0) return std::to_string(first) + ",0";
    return std::to_string(text.numbers[first]) +
           (count == 1 ? "" : "," + std::to_string(count));
}

std::string headline(const Excerpt& before, const Excerpt& after,
                     const std::vector<Edit>& edits, Hunk hunk) {
    std::size_t old_lines = 0;
    std::size_t new_lines = 0;
    for (auto i = hunk.begin; i < hunk.end; ++i) {
        if (edits[i].kind != Kind::add) ++old_lines;
        if (edits[i].kind != Kind::remove) ++new_lines;
    }
    const auto& first = edits[hunk.begin];
    return "@@ -" + range(before, first.before, old_lines) + " +" +
           range(after, first.after, new_lines) + " @@";
}

Excerpt numbered(const Lines& lines) {
    Excerpt excerpt{lines, std::vector<std::size_t>(lines.size())};
    std::iota(excerpt.numbers.begin(), excerpt.numbers.end(), 1U);
    return excerpt;
}

} // namespace

std::vector<Edit> compare(const Lines& before, const Lines& after) {
    const CommonRests rests(before, after);
    std::vector<Edit> edits;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j])
            edits.push_back({Kind::keep, i++, j++});
        else if (j == after.size() ||
                 (i < before.size() &&
                  rests.at(i + 1, j) >= rests.at(i, j + 1)))
            edits.push_back({Kind::remove, i++, j});
        else
            edits.push_back({Kind::add, i, j++});
    }
    return edits;
}

std::size_t changed_lines(const Lines& before, const Lines& after) {
    std::size_t changed = 0;
    std::size_t removed = 0;
    std::size_t added = 0;
    for (const auto& edit : compare(before, after)) {
        if (edit.kind == Kind::remove) ++removed;
        if (edit.kind == Kind::add) ++added;
        if (edit.kind != Kind::keep) continue;
        changed += std::max(removed, added);
        removed = added = 0;
    }
    return changed + std::max(removed, added);
}

Lines unified_difference(const Excerpt& before, const Excerpt& after) {
    const auto edits = compare(before.lines, after.lines);
    Lines lines;
    for (const auto& hunk : find_hunks(edits)) {
        lines.push_back(headline(before, after, edits, hunk));
        for (auto i = hunk.begin; i < hunk.end; ++i) {
            const auto& edit = edits[i];
            const auto& text = edit.kind == Kind::add
                                   ? after.lines[edit.after]
                                   : before.lines[edit.before];
            const char mark = edit.kind == Kind::keep     ? ' '
                              : edit.kind == Kind::remove ? '-'
                                                          : '+';
            lines.push_back(trim_end(mark + text));
        }
    }
    return lines;
}

Lines unified_difference(const Lines& before, const Lines& after) {
    return unified_difference(numbered(before), numbered(after));
}

} // namespace kit::pages
