#pragma once

#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/exercises/progress.hpp"

#include <filesystem>
#include <string>

/// An exercise, and the folder where the student works on it.
struct OwnWork {
    Exercise exercise;
    std::filesystem::path folder;
};

/// `number` as it was typed; empty means the exercise of the folder that we
/// are in. Throws std::runtime_error with the cure.
OwnWork own_work(const std::string& number);

/// The same for an exercise that is known already.
std::filesystem::path own_folder(const Exercise& exercise);

/// The number that was typed, or that of the folder that we are in.
std::string number_or_here(const std::string& number);

/// What is remembered, or a beginning.
Progress progress_of(const Exercise& exercise,
                     const std::filesystem::path& folder);
