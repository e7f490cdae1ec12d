#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/progress.hpp"
#include "tutorial/kit/exercises/starter.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace fs = std::filesystem;

namespace {

constexpr auto about =
    "Begins an exercise: copies its task and what you start from into a\n"
    "folder of your own. It never overwrites what you have written.\n\n"
    "  kit start 3.1       into ./idle-hands/3.1-...\n"
    "  kit start 3         all exercises of chapter 3\n"
    "  kit start 3.1 work  into ./work/3.1-...";

struct Options {
    std::string number;
    std::string folder;
};

/// There the chapters leave a student, each in a folder of its own.
bool in_project(const fs::path& folder) {
    const auto project = fs::weakly_canonical(KIT_PROJECT_FOLDER);
    const auto whole = fs::weakly_canonical(folder);
    return std::ranges::mismatch(project, whole).in1 == project.end();
}

/// Inside the folder `idle-hands` there need not be another.
fs::path folder(const Options& options) {
    if (!options.folder.empty()) return options.folder;
    const auto here = fs::current_path();
    if (here.filename() == "idle-hands") return ".";
    if (!exercise_here(here).empty()) return "..";
    if (in_project(here))
        throw std::runtime_error(
            "this is inside the course's own folder. Your work belongs outside "
            "it, all in one place: type cd, and then again: kit start " +
            options.number);
    return "idle-hands";
}

void start_one(const Exercise& exercise, const fs::path& into) {
    const auto work = (into / exercise.name).lexically_normal();
    std::cout << exercise.number << ' ' << exercise.title << ", about "
              << exercise.minutes << " minutes\n";
    for (const auto& file : copy_starter(exercise, work))
        std::cout << "  " << (work / file.name).string()
                  << (file.kept ? "  is yours already: kept" : "") << '\n';
    if (!read_progress(work)) write_progress(work, {exercise.number});
    std::cout << "Now read its TASK.md, then try:\n"
              << "  cd " << work.string() << "\n"
              << "  kit check " << exercise.number << std::endl;
}

int start(const Options& options) {
    const auto into = folder(options);
    for (const auto& exercise : find_exercises(options.number))
        start_one(exercise, into);
    return exit_code::pass;
}

} // namespace

void add_start(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("start", about);
    command
        ->add_option("EXERCISE", options->number, "3.1, or 3 for the chapter")
        ->required();
    command->add_option("FOLDER", options->folder,
                        "Where your exercises are; idle-hands");
    command->callback(
        [options, &run] { run = [options] { return start(*options); }; });
}
