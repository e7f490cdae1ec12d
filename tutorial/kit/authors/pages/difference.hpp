#pragma once

#include "tutorial/kit/authors/pages/excerpt.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pages {

/// One line of a comparison.
struct Edit {
    enum class Kind : std::uint8_t { keep, remove, add };
    Kind kind;
    std::size_t before; ///< lines of the old text that stand above it
    std::size_t after;  ///< and of the new text
};

/// The fewest lines to remove and add that make `after` of `before`.
std::vector<Edit> compare(const Lines& before, const Lines& after);

/// How many lines changed: a line that became another counts once.
std::size_t changed_lines(const Lines& before, const Lines& after);

/// A unified difference without names of files, with three lines around each
/// change, numbered as in the files. Empty when nothing changed.
Lines unified_difference(const Excerpt& before, const Excerpt& after);

/// The same of lines that stand in no file.
Lines unified_difference(const Lines& before, const Lines& after);

} // namespace pages
