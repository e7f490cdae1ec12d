#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kit {

/// The work that one student handed in for one exercise.
struct Submission {
    std::string student;
    const Exercise* exercise;     ///< null: nothing was found
    std::filesystem::path folder; ///< with the work; empty: nothing was found
};

/// Returns the work on `exercises` in `folder`, which has a sub-folder for each
/// student: STUDENT/3.1-slug, or a folder of this name deeper in STUDENT. If
/// there is only one exercise, a program of the right name is enough. The
/// students are in alphabetical order. Throws std::runtime_error when there is
/// no sub-folder.
std::vector<Submission>
find_submissions(const std::filesystem::path& folder,
                 const std::vector<Exercise>& exercises);

} // namespace kit
