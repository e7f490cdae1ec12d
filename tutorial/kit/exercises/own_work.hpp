#pragma once

#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/exercises/progress.hpp"

#include <filesystem>
#include <string>

namespace kit {

/// An exercise, and the folder of the student's work.
struct OwnWork {
    Exercise exercise;
    std::filesystem::path folder;
};

/// Finds the work on an exercise. `number` is as it was typed; when it is
/// empty, the current folder tells the exercise. Throws std::runtime_error,
/// which says what to do.
OwnWork own_work(const std::string& number);

/// Returns the folder of the work on `exercise`. Throws std::runtime_error.
std::filesystem::path own_folder(const Exercise& exercise);

/// Returns `number` if the user typed one. Otherwise returns the number of the
/// exercise whose folder is the current directory.
std::string number_or_here(const std::string& number);

/// Returns the progress that is remembered, or none.
Progress progress_of(const Exercise& exercise,
                     const std::filesystem::path& folder);

} // namespace kit
