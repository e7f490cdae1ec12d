#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/link_check.hpp"

namespace kit::lint {

/// Checks that the folder of an exercise has TASK.md, exercise.json, starters
/// with something to do, a solution for each, and four wrong programs (three in
/// a step), whole or as a patch that fits. With `update`, the texts beside
/// wrong programs may be missing. Returns the minutes that the exercise takes
/// beside those of the chapter: none for a step.
unsigned check_task(const ExerciseFolder& exercise, const Chapter& chapter,
                    bool update, LinkCheck& links, Problems& problems);

} // namespace kit::lint
