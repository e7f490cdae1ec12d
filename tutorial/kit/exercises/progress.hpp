#pragma once

#include "tutorial/kit/exercises/exercise.hpp"

#include <filesystem>
#include <optional>
#include <string>

/// What the kit remembers of a student's work on one exercise. It is the file
/// `.idle-hands.json` beside the work, so that it is handed in with it.
struct Progress {
    std::string exercise; ///< "3.1"
    unsigned passed = 0;  ///< checks, when last checked
    unsigned checks = 0;  ///< 0: never checked
    bool solved = false;  ///< once all passed
    std::string failing;  ///< the first failing check, when last checked
    unsigned hints = 0;   ///< how many of the three were read
    std::string hinted;   ///< the failing check that the first one spoke of
    bool gave_up = false; ///< read the solution before it was solved
};

/// Nothing when there is no such file, or it is not one of ours.
std::optional<Progress> read_progress(const std::filesystem::path& folder);

/// Throws std::runtime_error.
void write_progress(const std::filesystem::path& folder,
                    const Progress& progress);

/// The student's folder for `exercise`, as seen from `here`: this one, one
/// inside it, one inside `idle-hands`, or one beside it.
std::optional<std::filesystem::path>
find_work(const Exercise& exercise, const std::filesystem::path& here);

/// The exercise whose folder `here` is: "3.1"; empty when it is none.
std::string exercise_here(const std::filesystem::path& here);
