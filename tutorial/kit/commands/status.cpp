#include "tutorial/kit/commands/status.hpp"

#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/progress.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/table.hpp"

#include <iostream>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

std::string state(const Progress& progress) {
    if (progress.solved && !progress.failing.empty())
        return "solved before; now fails " + progress.failing;
    if (progress.solved)
        return progress.gave_up ? "solved after the solution" : "solved";
    if (progress.checks == 0) return "started";
    return std::to_string(progress.passed) + " of " +
           std::to_string(progress.checks) + " checks";
}

} // namespace

int status() {
    Table table({"exercise", "", "state", "hints"});
    // What was begun and is not solved; behind what was begun; the first.
    std::string begun, behind, first;
    auto exercises = load_exercises("");
    if (auto last = find_examination()) exercises.push_back(std::move(*last));
    for (const auto& exercise : exercises) {
        const auto folder = find_work(exercise, fs::current_path());
        if (!folder) {
            table.add({exercise.number, exercise.title, "not started", ""});
            const auto start = "kit start " + exercise.number;
            if (behind.empty()) behind = start;
            if (first.empty()) first = start;
        } else {
            behind.clear();
            const auto progress = read_progress(*folder).value_or(Progress{});
            table.add(
                {exercise.number, exercise.title, state(progress),
                 progress.hints == 0 ? "" : std::to_string(progress.hints)});
            const bool done = progress.solved && progress.failing.empty();
            if (!done && begun.empty())
                begun = exercise.is_examination()
                            ? "kit examine"
                            : "kit check " + exercise.number;
        }
    }
    const auto next = !begun.empty() ? begun : !behind.empty() ? behind : first;
    std::cout << table.text();
    if (next.empty()) {
        std::cout << "All solved.\n";
    } else {
        std::cout << "Next: " << next << '\n';
    }
    std::cout << std::flush;
    return exit_code::pass;
}

} // namespace kit::commands
