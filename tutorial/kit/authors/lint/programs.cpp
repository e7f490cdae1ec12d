#include "tutorial/kit/authors/lint/programs.hpp"

#include "tutorial/kit/authors/lint/children.hpp"
#include "tutorial/kit/authors/lint/python.hpp"
#include "tutorial/kit/authors/lint/rejection.hpp"
#include "tutorial/kit/authors/lint/wrong_program.hpp"
#include "tutorial/kit/authors/pages/difference.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

/// The number of programs that run at once for each processor. Most of them
/// only wait, above all those of the chapter on time.
constexpr std::size_t at_once = 4;

bool is_checked(const fs::path& source, const std::string& folder) {
    // A patch that does not fit was reported before.
    if (folder == "wrong")
        return is_wrong_program(source) && read_wrong(source).has_value();
    if (source.extension() != ".cpp" && source.extension() != ".py")
        return false;
    // A starter may consist of more files.
    return source.stem() == "server" || source.stem() == "client";
}

void check_starter(const ExerciseProgram& program, const CheckRun& run,
                   Problems& problems) {
    const auto report = [&](const std::string& what) {
        problems.push_back({program.source.string(), 0, what});
    };
    if (program.kind() == "starter" && run.status != "fail")
        report("the starter is not rejected: " + run.status);
    if (program.kind() == "solution" && run.status != "pass")
        report("the solution does not pass:\n" + run.text);
}

} // namespace

std::string ExerciseProgram::kind() const {
    return source.parent_path().filename();
}

std::vector<ExerciseProgram> find_programs(const Chapter& chapter) {
    std::vector<ExerciseProgram> programs;
    for (const auto& exercise : chapter.exercises)
        for (const auto* folder : {"starter", "solution", "wrong"})
            for (const auto& source : exercise.files(folder))
                if (is_checked(source, folder))
                    programs.push_back({&exercise, source});
    return programs;
}

Programs::Programs(std::vector<ExerciseProgram> programs, fs::path cache,
                   Progress& progress)
    : programs_(std::move(programs)), cache_(std::move(cache)),
      python_(fast_python()), progress_(progress) {
    fs::create_directories(cache_);
}

fs::path Programs::whole(const ExerciseProgram& program) const {
    if (program.source.extension() != ".patch") return program.source;
    const auto wrong = read_wrong(program.source).value();
    const auto folder =
        patched_.path() / program.exercise->number / program.source.stem();
    fs::create_directories(folder);
    std::ofstream file(folder / wrong.name, std::ios::binary);
    file << wrong.text;
    file.close();
    if (!file)
        throw std::runtime_error((folder / wrong.name).string() +
                                 ": cannot be written");
    return folder / wrong.name;
}

CheckRun Programs::run(const ExerciseProgram& program,
                       std::uint32_t seed) const {
    Selection selection;
    selection.seed = seed;
    if (program.kind() == "wrong" && checks_ == Checks::named)
        selection.only = named_check(program.source);
    return run_check(*program.exercise, whole(program), cache_, python_,
                     selection);
}

std::vector<CheckRun> Programs::run_checks(const std::string& what,
                                           std::uint32_t seed,
                                           Problems& problems) const {
    // The last programs begin first: those of the chapter on time take longest.
    std::vector<Job> jobs;
    for (auto one = programs_.rbegin(); one != programs_.rend(); ++one)
        jobs.push_back([one, seed, this] { return to_text(run(*one, seed)); });
    const auto processors = std::max(1U, std::thread::hardware_concurrency());
    auto results =
        run_in_children(jobs, at_once * processors, [&](std::size_t done) {
            progress_.report(what, done, jobs.size());
        });
    std::ranges::reverse(results);
    std::vector<CheckRun> runs(results.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i])
            runs[i] = to_check_run(*results[i]);
        else
            problems.push_back(
                {programs_[i].source.string(), 0, results[i].error()});
    }
    return runs;
}

void Programs::run(Checks checks, Problems& problems) {
    checks_ = checks;
    runs_ = run_checks("checked", 1, problems);
}

void Programs::run_with_seed(std::uint32_t seed, Problems& problems) {
    checks_ = Checks::all;
    const auto with = "seed " + std::to_string(seed);
    const auto runs = run_checks(with, seed, problems);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const bool right = programs_[i].kind() == "solution";
        if (runs[i].compiles && runs[i].status != (right ? "pass" : "fail"))
            problems.push_back(
                {programs_[i].source.string(), 0,
                 "with " + with + ": " + runs[i].status + '\n' + runs[i].text});
    }
}

void Programs::check(bool update, Problems& problems) const {
    for (std::size_t i = 0; i < programs_.size(); ++i) {
        const auto& program = programs_[i];
        const auto& run = runs_[i];
        if (run.status.empty() && run.text.empty())
            continue; // that it could not be checked was reported
        if (!run.compiles)
            problems.push_back(
                {program.source.string(), 0, "does not compile:\n" + run.text});
        else if (program.kind() == "wrong")
            check_rejection(program.source, run, update, problems);
        else
            check_starter(program, run, problems);
    }
}

void Programs::check_again(unsigned count, Problems& problems) {
    for (unsigned run = 1; run <= count; ++run) {
        const auto what =
            "run " + std::to_string(run) + " of " + std::to_string(count);
        const auto before = problems.size();
        const auto runs = run_checks(what, 1, problems);
        for (std::size_t i = 0; i < runs.size(); ++i) {
            if (runs[i] == runs_[i]) continue;
            const auto changed =
                pages::unified_difference(pages::split_lines(to_text(runs_[i])),
                                          pages::split_lines(to_text(runs[i])));
            problems.push_back({programs_[i].source.string(), 0,
                                "fared differently in " + what + ":\n" +
                                    pages::join_lines(changed)});
        }
        for (auto i = before; i < problems.size(); ++i)
            progress_.log(print(problems[i]));
        progress_.log(what + ": " +
                      pages::counted(problems.size() - before, "difference"));
    }
}

} // namespace kit::lint
