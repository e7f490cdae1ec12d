#pragma once

#include "tutorial/kit/authors/pages/fence.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kit::lint {

using pages::Problem;
using Problems = std::vector<Problem>;

/// A Markdown page that was read.
struct Page {
    std::string file;
    pages::Lines lines;
    std::vector<pages::Fence> fences;
    /// The same lines; those of a fence are empty.
    pages::Lines prose;
};

/// Reads a page. Throws std::runtime_error when there is no such file. If a
/// fence is wrong, that is a problem, and the page has no fences.
Page read_page(const std::filesystem::path& file, Problems& problems);

/// The lines under a `## ` heading, up to the next heading, and the heading's
/// line, which is 0 when there is none.
struct Section {
    std::size_t line = 0;
    pages::Lines lines;
};
Section find_section(const Page& page, const std::string& heading);

} // namespace kit::lint
