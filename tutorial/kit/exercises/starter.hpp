#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <string>
#include <vector>

struct CopiedFile {
    std::filesystem::path name; ///< inside the folder
    bool kept;                  ///< it was there, and is as it was
};

/// Copies the task and the starter of `exercise` into `folder`, which is made.
/// What is there already stays. Links of the task go on leading to the course.
/// Throws std::runtime_error.
std::vector<CopiedFile> copy_starter(const Exercise& exercise,
                                     const std::filesystem::path& folder);
