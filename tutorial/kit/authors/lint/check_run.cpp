#include "tutorial/kit/authors/lint/check_run.hpp"

#include "tutorial/kit/authors/lint/activity.hpp"
#include "tutorial/kit/authors/pages/project_folders.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"
#include "tutorial/kit/exercises/check_report.hpp"
#include "tutorial/kit/exercises/program.hpp"

#include <sstream>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

std::string to_line(std::istream& from) {
    std::string line;
    std::getline(from, line);
    return line;
}

} // namespace

CheckRun run_check(const ExerciseFolder& folder, const fs::path& source,
                   const fs::path& cache, const std::string& python,
                   Selection selection) {
    Exercise exercise;
    exercise.number = folder.number;
    exercise.name = folder.name;
    exercise.folder = folder.path;
    read_exercise(exercise);
    std::ostringstream text;
    CheckReport report(text, exercise);
    report.hide_output();
    Interrupt interrupt;
    CheckRun run;
    auto program = build_program(source, cache, interrupt, python);
    if (!program) {
        run.text = program.error();
        return run;
    }
    program->observe = [](pid_t group) {
        return std::make_unique<Activity>(group);
    };
    selection.to_first_failure = true;
    report.begin(selection.seed);
    const auto result = check_exercise(exercise, {*program}, selection,
                                       interrupt, [&](const auto& one) {
                                           if (one.verdict != Verdict::pass)
                                               report.checked(one);
                                       });
    run.compiles = true;
    run.status = print(result.verdict);
    if (const auto* failing = result.first_failing())
        run.failing = failing->check->name;
    run.text = normalised(text.str(), pages::find_project_folders().project);
    return run;
}

std::string to_text(const CheckRun& run) {
    return std::string(run.compiles ? "compiles" : "-") + '\n' + run.status +
           '\n' + run.failing + '\n' + run.text;
}

CheckRun to_check_run(const std::string& text) {
    std::istringstream from(text);
    CheckRun run;
    run.compiles = to_line(from) == "compiles";
    run.status = to_line(from);
    run.failing = to_line(from);
    run.text.assign(std::istreambuf_iterator<char>(from), {});
    return run;
}

std::string normalised(std::string text, const std::string& project) {
    static const std::pair<pages::Regex, const char*> rules[] = {
        {pages::Regex(R"((127\.0\.0\.1|localhost|\[::1\]):\d+)"), "$1:PORT"},
        {pages::Regex(R"(\bport \d+)"), "port PORT"},
        {pages::Regex(R"(\bpid \d+)"), "pid PID"},
        {pages::Regex(R"(/tmp/[^/\s"']+)"), "/tmp/FOLDER"},
        {pages::Regex(R"(0x[0-9a-f]{6,})"), "0xADDRESS"},
        {pages::Regex(R"(\b\d+\.\d+ ?(s|ms|seconds)\b)"), "TIME $1"},
    };
    for (auto at = text.find(project + '/'); at != text.npos;
         at = text.find(project + '/', at))
        text.erase(at, project.size() + 1);
    for (const auto& [form, instead] : rules)
        text = form.replace(text, instead);
    return text;
}

} // namespace kit::lint
