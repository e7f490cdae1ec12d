#pragma once

#include "tutorial/kit/authors/lint/read_page.hpp"

#include <filesystem>

namespace kit::lint {

/// Checks that clauses.tsv names tests and headings that there are, and has a
/// row for each `@spec` of RFC 2177 and RFC 3501; and that clauses.md is the
/// table of all that. With `update` the page is written. A course without
/// clauses.tsv is left alone.
void check_clauses(const std::filesystem::path& tutorial, bool update,
                   Problems& problems);

} // namespace kit::lint
