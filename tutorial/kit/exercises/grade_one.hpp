#pragma once

#include "tutorial/kit/exercises/check_exercise.hpp"
#include "tutorial/kit/exercises/progress.hpp"
#include "tutorial/kit/exercises/submissions.hpp"
#include "tutorial/kit/system/table.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kit {

/// The rules for all programs of a class.
struct GradeRules {
    std::string command;            ///< that runs a program; empty: by file
    std::chrono::seconds time{600}; ///< for all checks of a submission
    unsigned memory = 2048;         ///< megabytes, for each process
    std::uint32_t seed = 1;         ///< of the checks
};

/// The result of a submission, and a comment for the student.
struct Grade {
    Submission submission;
    ExerciseResult result; ///< without checks if nothing could be checked
    Progress progress;     ///< that was handed in with it
    std::string comment;
    std::vector<std::filesystem::path> sources; ///< that were checked
    std::string same_as; ///< "ann, the solution"; or empty
};

/// Checks one submission. The compiled program is kept in `cache`.
Grade grade_one(const Submission& submission, const GradeRules& rules,
                const std::filesystem::path& cache, Interrupt& interrupt);

/// Returns the comment on what was checked.
std::string comment_on(const Grade& grade);

/// Returns the limits of the shell that starts a program. A processor's time is
/// limited too, for a program that leaves its process group.
std::string limits(const GradeRules& rules);

/// Marks the files that are as another student's, as the starter, or as the
/// solution. Blanks at the end of lines and empty lines make no difference.
void mark_same_files(std::vector<Grade>& grades);

/// Returns a table for a terminal, without a column for each check.
Table short_table(const std::vector<Grade>& grades);
/// Returns a table for a spreadsheet: a row for each submission.
Table long_table(const std::vector<Grade>& grades);
/// Returns a table for a spreadsheet: a row for each student.
Table totals_table(const std::vector<Grade>& grades);
/// Returns {"version":1,"grades":[…]}.
std::string to_json(const std::vector<Grade>& grades);

} // namespace kit
