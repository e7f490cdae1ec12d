#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/check_run.hpp"
#include "tutorial/kit/authors/lint/progress.hpp"
#include "tutorial/kit/system/temporary_folder.hpp"

#include <cstdint>
#include <filesystem>
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

/// The checks that a wrong program has to go through.
enum class Checks : std::uint8_t {
    named, ///< the one that rejects it, as the text beside it says
    all,   ///< those before it, too
};

/// The programs of exercises, and the results of checking them.
class Programs {
public:
    /// `cache` keeps compiled programs, `progress` is told how far we are.
    Programs(std::vector<ExerciseProgram> programs, std::filesystem::path cache,
             Progress& progress);
    Programs(const Programs&) = delete;
    Programs& operator=(const Programs&) = delete;

    /// Checks all programs, several at a time. Throws Interrupt::Asked.
    void run(Checks checks, Problems& problems);

    /// Checks all programs with other data. A wrong program must be rejected
    /// and a right one accepted; what is said of them is not looked at.
    void run_with_seed(std::uint32_t seed, Problems& problems);

    /// Reports a starter that passes, a solution that does not, and a wrong
    /// program that is not rejected by the check that it names, or not with the
    /// text beside it. With `update` those texts are written.
    void check(bool update, Problems& problems) const;

    /// Checks all programs `count` times more, and reports each difference.
    void check_again(unsigned count, Problems& problems);

private:
    /// Returns the source, or the program that its patch makes.
    std::filesystem::path whole(const ExerciseProgram& program) const;
    CheckRun run(const ExerciseProgram& program, std::uint32_t seed) const;
    std::vector<CheckRun> run_checks(const std::string& what,
                                     std::uint32_t seed,
                                     Problems& problems) const;

    std::vector<ExerciseProgram> programs_;
    std::filesystem::path cache_;
    TemporaryFolder patched_; ///< for whole()
    std::string python_;
    Progress& progress_;
    Checks checks_ = Checks::all;
    std::vector<CheckRun> runs_;
};

} // namespace kit::lint
