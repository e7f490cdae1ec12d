#pragma once

namespace kit {

struct Kit;

/// Add the subcommands of those who write the course, with their options.
void add_sync(Kit& kit);
void add_lint(Kit& kit);
void add_book(Kit& kit);

} // namespace kit
