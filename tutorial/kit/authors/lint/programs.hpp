#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/check_run.hpp"
#include "tutorial/kit/system/temporary_folder.hpp"

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace kit::lint {

/// A starter, a solution or a wrong program of an exercise.
struct ExerciseProgram {
    const ExerciseFolder* exercise;
    std::filesystem::path source;

    /// Returns "starter", "solution" or "wrong".
    std::string kind() const;
};

/// Returns all programs of a chapter, except patches that do not fit. They
/// point into the chapter.
std::vector<ExerciseProgram> find_programs(const Chapter& chapter);

/// The programs of exercises, and the results of checking them.
class Programs {
public:
    /// `cache` keeps compiled programs. `progress` gets a line that is written
    /// over during long work, and `log` a line for each run.
    Programs(std::vector<ExerciseProgram> programs, std::filesystem::path cache,
             std::ostream& progress, std::ostream& log);
    Programs(const Programs&) = delete;
    Programs& operator=(const Programs&) = delete;

    /// Checks all programs, several at a time. Throws Interrupt::Asked.
    void run(Problems& problems);

    /// Reports a starter that passes, a solution that does not, and a wrong
    /// program that is not rejected by the check that it names, or not with the
    /// text beside it. With `update` those texts are written.
    void check(bool update, Problems& problems) const;

    /// Checks all programs `count` times more, and reports each difference.
    void check_again(unsigned count, Problems& problems);

private:
    /// Returns the source, or the program that its patch makes.
    std::filesystem::path whole(const ExerciseProgram& program) const;
    std::vector<CheckRun> run_checks(const std::string& what,
                                     Problems& problems) const;

    std::vector<ExerciseProgram> programs_;
    std::filesystem::path cache_;
    TemporaryFolder patched_; ///< for whole()
    std::string python_;
    std::ostream& progress_;
    std::ostream& log_;
    std::vector<CheckRun> runs_;
};

} // namespace kit::lint
