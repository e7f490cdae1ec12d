#pragma once

#include "tutorial/kit/authors/lint/verdict.hpp"

#include <filesystem>

namespace lint {

/// Compares how a wrong program fared with the text beside it, NAME.txt. Its
/// first line, "rejected by one-line", is the author's: the earliest check, in
/// the order in which they are taught, that must reject the program. Below it
/// stands what `kit check` prints; with `update` that is written, and the first
/// line only where there is none.
void check_rejection(const std::filesystem::path& source,
                     const Verdict& verdict, bool update, Problems& problems);

} // namespace lint
