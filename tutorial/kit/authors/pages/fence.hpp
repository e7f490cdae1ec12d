#pragma once

#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/authors/pages/problem.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace kit::pages {

/// A block of code in a Markdown page, between two lines of marks.
struct Fence {
    std::size_t line;   ///< where it opens; the first line is 1
    std::string indent; ///< before its marks; the body is without it
    std::string marks;  ///< three or more of ` or ~
    std::string info;   ///< the text after them: "cpp file=server.cpp"
    Lines body;

    /// Returns the line where it closes.
    std::size_t last_line() const { return line + body.size() + 1; }
};

/// Returns the fences of a page, in order. A fence that never closes is a
/// problem, and so is one inside a quotation. `file` is the page's name.
Result<std::vector<Fence>> find_fences(const Lines& page,
                                       const std::string& file);

} // namespace kit::pages
