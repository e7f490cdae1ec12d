#pragma once

#include "tutorial/kit/authors/lint/check_run.hpp"

#include <filesystem>

namespace kit::lint {

/// Returns the check that rejects a wrong program, as the first line of the
/// text beside it says; empty when there is no such text.
std::string named_check(const std::filesystem::path& source);

/// Compares the result of a wrong program with the text beside it, NAME.txt.
/// The author writes its first line, "rejected by one-line": the first check,
/// in the order in which they are taught, that must reject the program. The
/// lines below it are what `kit check` prints. With `update` these are written,
/// and the first line only where there is none.
void check_rejection(const std::filesystem::path& source, const CheckRun& run,
                     bool update, Problems& problems);

} // namespace kit::lint
