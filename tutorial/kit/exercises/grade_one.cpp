#include "tutorial/kit/exercises/grade_one.hpp"

#include "tutorial/kit/exercises/check_work.hpp"
#include "tutorial/kit/exercises/program.hpp"

namespace kit {

std::string comment_on(const Grade& grade) {
    const auto& result = grade.result;
    const auto all = std::to_string(result.checks.size());
    std::string text =
        "passes " + std::to_string(result.passed()) + " of " + all;
    if (result.verdict == Verdict::pass) text = "passes all " + all;
    if (const auto* failing = result.first_failing())
        text += "; first failing check: " + failing->check->name + ": " +
                failing->check->rule + " Seen: " + failing->why + ".";
    else if (result.verdict == Verdict::fail) // it does not compile
        text = result.checks.front().why;
    if (grade.progress.gave_up) text += " (had read the solution)";
    return text;
}

std::string limits(const GradeRules& rules) {
    return "ulimit -d " + std::to_string(rules.memory * 1024UL) +
           "; ulimit -t " + std::to_string(rules.time.count()) + "; ";
}

Grade grade_one(const Submission& submission, const GradeRules& rules,
                const std::filesystem::path& cache, Interrupt& interrupt) {
    Grade grade{submission};
    if (submission.folder.empty()) {
        grade.comment = "nothing was handed in";
        return grade;
    }
    const auto& exercise = *submission.exercise;
    grade.progress = read_progress(submission.folder).value_or(Progress{});
    Selection selection;
    selection.seed = rules.seed;
    selection.setup = limits(rules);
    selection.until = std::chrono::steady_clock::now() + rules.time;
    const auto source = find_source(exercise, submission.folder);
    const bool own_command =
        !rules.command.empty() || (!source && has_run_file(submission.folder));
    if (own_command) {
        grade.result = check_program(
            exercise, {command_in(submission.folder, rules.command)}, selection,
            interrupt, nullptr);
    } else if (source) {
        grade.sources = {*source};
        grade.result = check_source(exercise, *source, cache, selection,
                                    interrupt, nullptr);
    } else {
        grade.comment = "there is neither " + exercise.program() + ".cpp nor " +
                        exercise.program() + ".py nor run";
        return grade;
    }
    grade.comment = comment_on(grade);
    return grade;
}

} // namespace kit
