#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace kit::lint {

/// Checks that each sentence of a task has a wrong program that breaks it, that
/// each check rejects one, and that `wrong/TABLE.md` is the
/// table of all that. A wrong program names its sentences: `# Task: 3`. With
/// `update` the table is written.
void check_coverage(const ExerciseFolder& exercise, bool update,
                    Problems& problems);

} // namespace kit::lint
