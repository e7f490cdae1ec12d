#include "tutorial/kit/exercises/grade_one.hpp"

#include "tutorial/kit/exercises/check_work.hpp"
#include "tutorial/kit/exercises/program.hpp"

namespace kit {

namespace {

std::string comment(const Grade& grade) {
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

} // namespace

Grade grade_one(const Submission& submission,
                const std::filesystem::path& cache, Interrupt& interrupt) {
    Grade grade{submission};
    if (submission.folder.empty()) {
        grade.comment = "nothing was handed in";
        return grade;
    }
    const auto& exercise = *submission.exercise;
    grade.progress = read_progress(submission.folder).value_or(Progress{});
    const auto source = find_source(exercise, submission.folder);
    if (!source) {
        grade.comment = "there is neither " + exercise.program() + ".cpp nor " +
                        exercise.program() + ".py";
        return grade;
    }
    grade.result =
        check_source(exercise, *source, cache, {}, interrupt, nullptr);
    grade.comment = comment(grade);
    return grade;
}

} // namespace kit
