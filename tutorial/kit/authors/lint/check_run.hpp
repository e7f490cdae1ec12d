#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/exercises/check_exercise.hpp"

#include <filesystem>
#include <string>

namespace kit::lint {

/// The result of `kit check` for a program of an exercise.
struct CheckRun {
    bool compiles = false;
    std::string status;  ///< "pass", "fail", "not checked"
    std::string failing; ///< the first check that failed, or empty
    std::string text;    ///< of this check, as it is on every machine

    bool operator==(const CheckRun&) const = default;
};

/// Checks one program as `kit check` does, up to the first failure. `cache`
/// keeps what was compiled, `python` runs a .py file. Throws std::runtime_error
/// for a fault of the course.
CheckRun run_check(const ExerciseFolder& folder,
                   const std::filesystem::path& source,
                   const std::filesystem::path& cache,
                   const std::string& python, Selection selection);

/// Writes the result as one text, and reads that.
std::string to_text(const CheckRun& run);
CheckRun to_check_run(const std::string& text);

/// Returns the text without what differs from run to run: ports, process
/// numbers, and the names of temporary folders and of the project's.
std::string normalised(std::string text, const std::string& project);

} // namespace kit::lint
