#pragma once

#include "tutorial/kit/authors/pages/block.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace kit::pages {

/// A block that is not as its source says.
struct StaleBlock {
    std::size_t line; ///< of its fence
    Lines before;
    Lines after;
};

/// A page whose blocks were made again.
struct RenewedPage {
    std::string text;
    std::size_t blocks = 0;
    std::vector<StaleBlock> stale;
    std::vector<Problem> problems; ///< of blocks that are as they were
};

/// Makes each block of the page again. `file` is the page's name; the files
/// that the page names are found beside it.
RenewedPage renew(const std::string& text, const std::string& file,
                  Making& making);

/// Replaces the content of the file in one step, so that nobody reads half of
/// it. Throws std::runtime_error.
void replace_file(const std::string& file, const std::string& text);

/// Returns the pages under a folder, each file in Markdown, in order; or the
/// file itself. Throws std::runtime_error when there is no such file.
std::vector<std::string> find_pages(const std::string& name);

} // namespace kit::pages
