#pragma once

#include "tutorial/kit/authors/pages/block.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace pages {

/// A block that does not hold what its source says.
struct Stale {
    std::size_t line; ///< of its fence
    Lines before;
    Lines after;
};

/// A page, made afresh.
struct Renewed {
    std::string text;
    std::size_t blocks = 0;
    std::vector<Stale> stale;
    std::vector<Problem> problems; ///< those blocks are as they were
};

/// Makes every block of the page afresh. `file` is its name: what it names is
/// found beside it.
Renewed renew(const std::string& text, const std::string& file, Making& making);

/// Puts `text` in the place of the file in one step, so that no half of it is
/// ever seen. Throws std::runtime_error.
void replace_file(const std::string& file, const std::string& text);

/// The pages under a folder: each README.md and TASK.md, in order; or the file
/// itself. Throws std::runtime_error when there is no such file.
std::vector<std::string> find_pages(const std::string& name);

} // namespace pages
