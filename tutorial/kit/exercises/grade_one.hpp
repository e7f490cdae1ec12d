#pragma once

#include "tutorial/kit/exercises/check_exercise.hpp"
#include "tutorial/kit/exercises/progress.hpp"
#include "tutorial/kit/exercises/submissions.hpp"
#include "tutorial/kit/system/table.hpp"

#include <string>
#include <vector>

namespace kit {

/// The result of a submission, and a comment for the student.
struct Grade {
    Submission submission;
    ExerciseResult result; ///< without checks if nothing could be checked
    Progress progress;     ///< that was handed in with it
    std::string comment;
};

/// Checks one submission. The compiled program is kept in `cache`.
Grade grade_one(const Submission& submission,
                const std::filesystem::path& cache, Interrupt& interrupt);

/// Returns a table for a terminal, without a column for each check.
Table short_table(const std::vector<Grade>& grades);
/// Returns a table for a spreadsheet.
Table long_table(const std::vector<Grade>& grades);
/// Returns {"version":1,"grades":[…]}.
std::string to_json(const std::vector<Grade>& grades);

} // namespace kit
