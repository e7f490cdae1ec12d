#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kit {

struct CopiedFile {
    std::filesystem::path name; ///< inside the folder
    bool kept;                  ///< it was there, and was not changed
};

/// Copies the task and the starter of `exercise` into `folder`, which is
/// created. A file that is there already stays. The links of the task lead to
/// the course. Throws std::runtime_error.
std::vector<CopiedFile> copy_starter(const Exercise& exercise,
                                     const std::filesystem::path& folder);

} // namespace kit
