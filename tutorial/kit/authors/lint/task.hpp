#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/links.hpp"

namespace lint {

/// What the folder of an exercise must have: TASK.md, exercise.json, starters
/// with something to do, a solution for each, and four wrong programs, whole or
/// as a patch that fits. With `update`, what wrong programs print need not be
/// there yet.
/// Returns the minutes that it takes.
unsigned check_task(const ExerciseFolder& exercise, const Chapter& chapter,
                    bool update, LinkCheck& links, Problems& problems);

} // namespace lint
