#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_file = 1024 * 1024;

constexpr auto about =
    "Shows a solution: to compare, once yours has passed kit check, or to\n"
    "give up.\n\n"
    "  kit solution 3.1\n"
    "  kit solution 3.1 --give-up > theirs.cpp";

struct Options {
    std::string number;
    bool give_up = false;
};

/// In the language that the student used last, if there is one in it.
fs::path solution_file(const Exercise& exercise, const fs::path& folder) {
    const auto solutions = exercise.folder / "solution";
    if (const auto own = find_source(exercise, folder)) {
        auto same = solutions / own->filename();
        if (fs::exists(same)) return same;
    }
    if (auto any = find_source(exercise, solutions)) return std::move(*any);
    throw std::runtime_error(solutions.string() + " holds no solution");
}

int solution(const Options& options) {
    const auto [exercise, folder] = own_work(options.number);
    auto progress = progress_of(exercise, folder);
    if (!progress.solved && !options.give_up) {
        std::cerr << "Yours does not pass yet, as far as kit check has seen. "
                     "A hint: kit hint "
                  << exercise.number
                  << "\nTo see the solution all the same: kit solution "
                  << exercise.number << " --give-up\n";
        return exit_code::fail;
    }
    const auto file = solution_file(exercise, folder);
    const auto text = read_file(file.string(), longest_file);
    if (!progress.solved) {
        progress.gave_up = true;
        write_progress(folder, progress);
    }
    std::cerr << course_name(file) << ":\n";
    std::cout << text << std::flush;
    return exit_code::pass;
}

} // namespace

void add_solution(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("solution", about);
    command->add_option("EXERCISE", options->number,
                        "3.1; may be left out in an exercise's folder");
    command->add_flag("--give-up", options->give_up,
                      "Even though yours does not pass");
    command->callback(
        [options, &run] { run = [options] { return solution(*options); }; });
}
