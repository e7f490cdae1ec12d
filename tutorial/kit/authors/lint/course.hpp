#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

#include <filesystem>

namespace lint {

/// Checks what can be checked of a chapter without running a program: its
/// pages, its steps, its exercises and its files. With `update`, what wrong
/// programs print need not be there yet.
void check_files(const Chapter& chapter, bool update, Problems& problems);

/// Finds the dead links of all Markdown pages under a folder, but for hidden
/// folders and those that Meson builds in.
void check_links(const std::filesystem::path& folder, Problems& problems);

} // namespace lint
