#include "tutorial/kit/commands/start.hpp"

#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/progress.hpp"
#include "tutorial/kit/exercises/starter.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <algorithm>
#include <iostream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

/// There the chapters leave a student, each in a folder of its own.
bool in_project(const fs::path& folder) {
    const auto project = fs::weakly_canonical(KIT_PROJECT_FOLDER);
    const auto whole = fs::weakly_canonical(folder);
    return std::ranges::mismatch(project, whole).in1 == project.end();
}

/// Inside the folder `idle-hands` there need not be another.
fs::path folder(const StartOptions& options) {
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
              << "  cd " << work.string() << "\n  "
              << (exercise.is_examination() ? "kit examine"
                                            : "kit check " + exercise.number)
              << std::endl;
}

} // namespace

int start(const StartOptions& options) {
    const auto into = folder(options);
    for (const auto& exercise : load_exercises(options.number))
        start_one(exercise, into);
    return exit_code::pass;
}

} // namespace kit::commands
