#pragma once

#include "tutorial/kit/authors/pages/excerpt.hpp"
#include "tutorial/kit/authors/pages/fence.hpp"
#include "tutorial/kit/authors/pages/project_folders.hpp"
#include "tutorial/kit/authors/pages/source.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <chrono>
#include <string>

namespace kit::pages {

/// The settings and folders for making blocks of pages, and what was noticed.
struct Making {
    ProjectFolders folders;
    std::chrono::milliseconds limit{20'000}; ///< for one command
    Interrupt interrupt{};
    bool shared_loopback =
        false; ///< set when a shell has no loopback of its own
};

/// Returns the lines that a fence of the page `page` must hold now.
Result<Lines> make_block(const Fence& fence, const std::string& page,
                         Making& making);

/// Returns a region of a file that line `line` of `page` names.
Result<Excerpt> read_excerpt(const FileRegion& place, const std::string& page,
                             std::size_t line);

/// Returns the lines that a `console run` fence of the page must hold now.
Result<Lines> run_console(const Fence& fence, const std::string& page,
                          Making& making);

} // namespace kit::pages
