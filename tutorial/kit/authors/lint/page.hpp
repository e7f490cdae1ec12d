#pragma once

#include "tutorial/kit/authors/pages/fence.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace lint {

using pages::Problem;
using Problems = std::vector<Problem>;

/// A Markdown page, read.
struct Page {
    std::string file;
    pages::Lines lines;
    std::vector<pages::Fence> fences;
    /// The same lines, but empty where a fence is.
    pages::Lines prose;
};

/// Throws std::runtime_error when there is no such file. A page whose fences
/// cannot be told has none, and that is a problem.
Page read_page(const std::filesystem::path& file, Problems& problems);

/// The lines under a `## ` heading, up to the next, and where it stands; the
/// line is 0 when there is none.
struct Section {
    std::size_t line = 0;
    pages::Lines lines;
};
Section find_section(const Page& page, const std::string& heading);

} // namespace lint
