#pragma once

#include "tutorial/kit/exercises/check_exercise.hpp"
#include "tutorial/kit/exercises/check_report.hpp"

#include <filesystem>

/// Compiles the source when it must, checks it, and says so to `report`, which
/// may be null: what `kit check` prints for a source.
ExerciseResult check_source(const Exercise& exercise,
                            const std::filesystem::path& source,
                            const std::filesystem::path& cache,
                            const Selection& selection, Interrupt& interrupt,
                            CheckReport* report);

/// The same for a program that need not be made.
ExerciseResult check_program(const Exercise& exercise, const Opponent& program,
                             const Selection& selection, Interrupt& interrupt,
                             CheckReport* report);

/// Keeps in the student's folder how all checks went.
void remember(const std::filesystem::path& folder, const Exercise& exercise,
              const ExerciseResult& result);
