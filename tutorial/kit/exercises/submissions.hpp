#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// What one student handed in for one exercise.
struct Submission {
    std::string student;
    const Exercise* exercise;     ///< null: nothing was found
    std::filesystem::path folder; ///< of the work; empty: nothing was found
};

/// Looks into each sub-folder of `folder`, which is named after a student, for
/// work on `exercises`: STUDENT/3.1-slug, STUDENT/idle-hands/3.1-slug; where
/// there is only one exercise, STUDENT itself, too. In alphabetical order.
/// Throws std::runtime_error where there is no sub-folder.
std::vector<Submission>
find_submissions(const std::filesystem::path& folder,
                 const std::vector<Exercise>& exercises);
