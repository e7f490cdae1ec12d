#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/verdict.hpp"

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace lint {

/// A starter, a solution or a wrong program of an exercise.
struct ExerciseProgram {
    const ExerciseFolder* exercise;
    std::filesystem::path source;

    /// "starter", "solution", "wrong"
    std::string kind() const;
};

/// All of them, but for patches that do not fit; they point into the chapter.
std::vector<ExerciseProgram> find_programs(const Chapter& chapter);

/// How the programs of exercises fare.
class Programs {
public:
    /// `cache` keeps what was compiled; `progress` is told of long work, in a
    /// line that is written over, and `log` in a line for each run.
    Programs(std::vector<ExerciseProgram> programs, std::filesystem::path cache,
             std::ostream& progress, std::ostream& log);
    ~Programs();
    Programs(const Programs&) = delete;
    Programs& operator=(const Programs&) = delete;

    /// Checks them all, several at a time. Throws Interrupt::Asked.
    void run(Problems& problems);

    /// What is not as it must be: a starter that passes, a solution that does
    /// not, a wrong program that is not rejected by the check it names, with
    /// the text beside it. With `update` those texts are written.
    void check(bool update, Problems& problems) const;

    /// Checks them all `count` times more, and reports any difference.
    void check_again(unsigned count, Problems& problems);

private:
    /// The source, or what its patch makes.
    std::filesystem::path whole(const ExerciseProgram& program) const;
    std::vector<Verdict> judge_all(const std::string& what,
                                   Problems& problems) const;

    std::vector<ExerciseProgram> programs_;
    std::filesystem::path cache_;
    std::filesystem::path patched_; ///< a folder for whole(); gone at the end
    std::string python_;
    std::ostream& progress_;
    std::ostream& log_;
    std::vector<Verdict> verdicts_;
};

} // namespace lint
