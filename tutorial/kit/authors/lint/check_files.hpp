#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

#include <filesystem>

namespace kit::lint {

/// Checks the pages, steps, exercises and files of a chapter, without running a
/// program. With `update`, the texts beside wrong programs may be missing.
void check_files(const Chapter& chapter, bool update, Problems& problems);

/// Finds the dead links of all Markdown pages under a folder. It leaves out
/// hidden folders, and those in which Meson builds.
void check_links(const std::filesystem::path& folder, Problems& problems);

} // namespace kit::lint
