#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/link_check.hpp"
#include "tutorial/kit/exercises/exercise.hpp"

#include <optional>

namespace kit::lint {

/// Reads the exercise.json of a folder, and checks it, its links and the
/// transcripts that it names. Nothing when it cannot be read at all.
std::optional<Exercise> check_exercise_file(const ExerciseFolder& folder,
                                            LinkCheck& links,
                                            Problems& problems);

} // namespace kit::lint
