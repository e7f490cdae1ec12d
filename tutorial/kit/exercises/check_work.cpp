#include "tutorial/kit/exercises/check_work.hpp"

#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/exercises/progress.hpp"

namespace kit {

namespace fs = std::filesystem;

namespace {

/// Returns the most useful line of the compiler's output.
std::string first_error(const std::string& lines) {
    const auto error = lines.find(" error: ");
    const auto before = error == lines.npos ? 0 : lines.rfind('\n', error) + 1;
    const auto begin = lines.find_first_not_of(' ', before);
    return lines.substr(begin, lines.find('\n', begin) - begin);
}

/// Reports which file is checked, if the student may expect another one.
void say_which(const Exercise& exercise, const fs::path& source,
               CheckReport& report) {
    const auto other = other_source(source);
    const auto file = source.filename().string();
    const auto beside = other ? other->filename().string() : "";
    if (is_as_handed_out(exercise, source))
        report.untouched(file, beside);
    else if (other && !is_as_handed_out(exercise, *other))
        report.chose(file, beside);
}

} // namespace

ExerciseResult check_source(const Exercise& exercise, const fs::path& source,
                            const fs::path& cache, const Selection& selection,
                            Interrupt& interrupt, CheckReport* report) {
    if (report) say_which(exercise, source, *report);
    const auto program = build_program(source, cache, interrupt);
    if (program)
        return check_program(exercise, {*program}, selection, interrupt,
                             report);
    const auto file = source.filename().string();
    auto result = not_startable(
        exercise, file + " does not compile: " + first_error(program.error()));
    if (report) {
        report->begin(selection.seed);
        report->refused(file, program.error());
        report->end(result);
    }
    return result;
}

ExerciseResult check_program(const Exercise& exercise, const Opponent& program,
                             const Selection& selection, Interrupt& interrupt,
                             CheckReport* report) {
    if (report) report->begin(selection.seed);
    auto result = check_exercise(exercise, program, selection, interrupt,
                                 [&](const CheckResult& one) {
                                     if (report) report->checked(one);
                                 });
    if (report) report->end(result);
    return result;
}

void remember(const fs::path& folder, const Exercise& exercise,
              const ExerciseResult& result) {
    if (!result.is_whole) return;
    auto progress = read_progress(folder).value_or(Progress{});
    progress.exercise = exercise.number;
    progress.passed = result.passed();
    progress.checks = static_cast<unsigned>(result.checks.size());
    progress.solved = progress.solved || result.verdict == Verdict::pass;
    const auto* failing = result.first_failing();
    progress.failing = failing ? failing->check->name : "";
    write_progress(folder, progress);
}

} // namespace kit
