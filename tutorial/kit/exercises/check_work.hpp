#pragma once

#include "tutorial/kit/exercises/check_exercise.hpp"
#include "tutorial/kit/exercises/check_report.hpp"

#include <filesystem>

namespace kit {

/// Compiles the source if it must be, checks the program, and reports, as `kit
/// check` does. `report` may be null.
ExerciseResult check_source(const Exercise& exercise,
                            const std::filesystem::path& source,
                            const std::filesystem::path& cache,
                            const Selection& selection, Interrupt& interrupt,
                            CheckReport* report);

/// The same for a program that need not be compiled.
ExerciseResult check_program(const Exercise& exercise, const Opponent& program,
                             const Selection& selection, Interrupt& interrupt,
                             CheckReport* report);

/// Writes the result of all checks to the student's folder.
void remember(const std::filesystem::path& folder, const Exercise& exercise,
              const ExerciseResult& result);

} // namespace kit
