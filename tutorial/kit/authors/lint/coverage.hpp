#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace kit::lint {

/// Checks an exercise whose task has numbered sentences: each has a wrong
/// program that breaks it, each check rejects one, there are twelve or more of
/// them (three in a step), and `wrong/TABLE.md` is the table of all that. A
/// wrong program names its sentences: `# Task: 3`. With `update` the table is
/// written.
void check_coverage(const ExerciseFolder& exercise, bool update,
                    Problems& problems);

} // namespace kit::lint
