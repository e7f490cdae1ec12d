#pragma once

#include "tutorial/kit/exercises/check_exercise.hpp"
#include "tutorial/kit/exercises/progress.hpp"
#include "tutorial/kit/exercises/submissions.hpp"
#include "tutorial/kit/system/table.hpp"

#include <string>
#include <vector>

/// How a submission fared, and what to tell the student.
struct Grade {
    Submission submission;
    ExerciseResult result; ///< without checks when there was nothing to check
    Progress progress;     ///< handed in with it: the hints
    std::string comment;
};

/// Checks one submission; what it compiles is kept in `cache`.
Grade grade_one(const Submission& submission,
                const std::filesystem::path& cache, Interrupt& interrupt);

/// For a terminal: without a column for each check.
Table short_table(const std::vector<Grade>& grades);
/// For a spreadsheet.
Table long_table(const std::vector<Grade>& grades);
/// {"version":1,"grades":[…]}
std::string to_json(const std::vector<Grade>& grades);
