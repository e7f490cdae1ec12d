#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// Where the chapters are: the environment variable KIT_TUTORIAL, or the folder
/// that the kit was built from.
std::filesystem::path tutorial_folder();

/// Where the exercises are, in order; only `number`, `name` and `folder` are
/// set. `number` is "3.1", "3" for those of a chapter, or empty for all.
/// Throws std::runtime_error when there is none.
std::vector<Exercise> places(const std::string& number);

/// The same, read.
std::vector<Exercise> find_exercises(const std::string& number);

/// One exercise, read; `number` is "3.1". Throws std::runtime_error.
Exercise find_exercise(const std::string& number);

/// `path` as the course is spoken of: "tutorial/03-push/README.md", wherever
/// the course is installed.
std::string course_name(const std::filesystem::path& path);
