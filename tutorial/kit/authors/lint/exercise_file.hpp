#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/links.hpp"

#include <optional>
#include <string>

namespace lint {

/// What the other checks need of an exercise.json.
struct ExerciseFile {
    std::string title;
    std::string role;
    unsigned minutes = 0;
};

/// Checks every field of an exercise.json and the files that it names; nothing
/// when it cannot be read at all.
std::optional<ExerciseFile> check_exercise_file(const ExerciseFolder& exercise,
                                                LinkCheck& links,
                                                Problems& problems);

} // namespace lint
