#pragma once

#include "tutorial/kit/conversation/opponent.hpp"
#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

enum class Status : std::uint8_t { pass, fail, not_checked };

/// "pass", "fail", "not checked"
std::string print(Status status);

struct CheckResult {
    const Exercise::Check* check;
    Status status = Status::not_checked;
    unsigned points = 0;                ///< all of the check's, or none
    std::optional<transcript::Cut> cut; ///< that it failed in
    std::string why;                    ///< a sentence, unless it passed
    std::string explanation;            ///< of a failure, in seven parts
    std::string picture;                ///< of a failure, as a diagram
    std::string printed; ///< the last of what the program printed
};

struct ExerciseResult {
    Status status = Status::not_checked;
    unsigned points = 0;
    std::vector<CheckResult> checks;

    /// The first in the order in which they are taught; may be null.
    const CheckResult* first_failing() const;
    unsigned passed() const;
};

/// Which checks, and how.
struct Selection {
    std::string only;                  ///< the name of a check, or all
    std::vector<transcript::Cut> cuts; ///< instead of the check's own
    std::uint32_t seed = 1;            ///< of the cut `random`
    std::string again; ///< what the command to repeat it needs besides
};

/// Told of each check as soon as it is done.
using Checked = std::function<void(const CheckResult&)>;

/// Checks one program, fresh for each check and cut. Once it could not be
/// started, the rest is "not checked". The results point into `exercise`.
///
/// Throws std::runtime_error for a fault of the course, and Interrupt::Asked.
ExerciseResult check_exercise(const Exercise& exercise, const Opponent& program,
                              const Selection& selection, Interrupt& interrupt,
                              const Checked& checked);

/// The result where there is no program to check, and why.
ExerciseResult not_startable(const Exercise& exercise, const std::string& why);
