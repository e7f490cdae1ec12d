#pragma once

#include "tutorial/kit/authors/pages/excerpt.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kit::pages {

/// One line of a comparison.
struct Edit {
    enum class Kind : std::uint8_t { keep, remove, add };
    Kind kind;
    std::size_t before; ///< lines of the old text above it
    std::size_t after;  ///< lines of the new text above it
};

/// Returns the lines of both texts, with the fewest that are removed or added.
std::vector<Edit> compare(const Lines& before, const Lines& after);

/// Returns the number of lines that changed; a line that became another one
/// counts once.
std::size_t changed_lines(const Lines& before, const Lines& after);

/// Returns a unified difference without the names of files. It has three lines
/// around each change, numbered as in the files. Empty when nothing changed.
Lines unified_difference(const Excerpt& before, const Excerpt& after);

/// The same for lines that are numbered from 1.
Lines unified_difference(const Lines& before, const Lines& after);

} // namespace kit::pages
