#pragma once

#include "tutorial/kit/conversation/opponent.hpp"
#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kit {

enum class Verdict : std::uint8_t { pass, fail, not_checked };

/// "pass", "fail", "not checked"
std::string print(Verdict verdict);

struct CheckResult {
    const Exercise::Check* check;
    Verdict verdict = Verdict::not_checked;
    unsigned points = 0;                ///< all points of the check, or 0
    std::optional<transcript::Cut> cut; ///< that it failed in
    std::string why;                    ///< a sentence, unless it passed
    std::string explanation;            ///< of a failure, in seven parts
    std::string picture;                ///< of a failure, as a diagram
    std::string printed;                ///< the end of what the program printed
    bool was_played = true; ///< false if there was no conversation to judge
};

struct ExerciseResult {
    Verdict verdict = Verdict::not_checked;
    unsigned points = 0;
    std::vector<CheckResult> checks;
    bool is_whole = true; ///< all checks, each in all its cuts

    /// Returns the first one that failed, in the order in which the checks are
    /// taught; or null.
    const CheckResult* first_failing() const;
    unsigned passed() const;
};

/// The options of a check.
struct Selection {
    std::string only;                  ///< the name of one check; empty: all
    std::vector<transcript::Cut> cuts; ///< in place of the check's own
    std::uint32_t seed = 1;            ///< of the first play
    std::string again; ///< options for the command that repeats a check
    bool to_first_failure = false; ///< the checks behind it are not made
    std::string setup; ///< for the shell, in front of the program's command
    /// Checks that have not begun by then fail. Nothing: there is time.
    std::optional<std::chrono::steady_clock::time_point> until;
};

/// Called after each check.
using OnCheck = std::function<void(const CheckResult&)>;

/// Checks one program; it is started anew for each check and cut. When it
/// cannot be started, the rest is "not checked". The results point into
/// `exercise`.
///
/// Throws std::runtime_error for a fault of the course, and Interrupt::Asked.
ExerciseResult check_exercise(const Exercise& exercise, const Opponent& program,
                              const Selection& selection, Interrupt& interrupt,
                              const OnCheck& on_check);

/// Returns the result when there is no program to check, for the reason `why`.
ExerciseResult not_startable(const Exercise& exercise, const std::string& why);

} // namespace kit
