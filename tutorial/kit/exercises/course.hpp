#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kit {

/// Returns the folder of the chapters: the environment variable KIT_TUTORIAL,
/// or the folder from which the kit was built.
std::filesystem::path tutorial_folder();

/// Returns the exercises in order; only `number`, `name` and `folder` are set.
/// `number` is "3.1", or "3" for those of a chapter, or empty for all. Throws
/// std::runtime_error when there is none.
std::vector<Exercise> list_exercises(const std::string& number);

/// The same, with exercise.json read.
std::vector<Exercise> load_exercises(const std::string& number);

/// Returns one exercise, with exercise.json read; `number` is "3.1". Throws
/// std::runtime_error.
Exercise load_exercise(const std::string& number);

/// Returns the examination, which stands behind all exercises; nothing if the
/// course has none. It has no exercise.json, and no checks here.
std::optional<Exercise> find_examination();

/// Returns the path as seen from the course's folder, wherever the course is
/// installed: "tutorial/03-push/README.md".
std::string course_name(const std::filesystem::path& path);

} // namespace kit
