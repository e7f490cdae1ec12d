#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace kit {

/// The student's progress on one exercise. The kit keeps it in the file
/// `.idle-hands.json` beside the work, so that it is handed in with the work.
struct Progress {
    std::string exercise; ///< "3.1"
    unsigned passed = 0;  ///< checks that passed the last time
    unsigned checks = 0;  ///< 0: never checked
    bool solved = false;  ///< all checks have passed once
    std::string failing;  ///< the first check that failed the last time
    unsigned hints = 0;   ///< the number of hints that were read
    std::string hinted;   ///< the failed check that the first hint was for
    bool gave_up = false; ///< the student read the solution before solving it
};

/// Reads the progress. Nothing when there is no such file, or it is damaged.
std::optional<Progress> read_progress(const std::filesystem::path& folder);

/// Writes the progress. Throws std::runtime_error if it cannot.
void write_progress(const std::filesystem::path& folder,
                    const Progress& progress);

/// Returns the student's folder for `exercise`: the folder `here`, or one
/// inside it, inside its `idle-hands`, or beside it.
std::optional<std::filesystem::path>
find_work(const Exercise& exercise, const std::filesystem::path& here);

/// Returns the number of the exercise whose folder `here` is: "3.1",
/// or "exam" for the examination; or empty.
std::string exercise_here(const std::filesystem::path& here);

} // namespace kit
