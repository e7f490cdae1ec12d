#include "tutorial/kit/commands/solution.hpp"

#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <iostream>
#include <stdexcept>
#include <vector>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

constexpr std::size_t longest_file = 1024 * 1024;

/// Returns the solution in the language that the student used last, if there is
/// one.
fs::path solution_file(const Exercise& exercise, const fs::path& folder) {
    const auto solutions = exercise.folder / "solution";
    if (const auto own = find_source(exercise, folder)) {
        auto same = solutions / own->filename();
        if (fs::exists(same)) return same;
    }
    if (auto any = find_source(exercise, solutions)) return std::move(*any);
    throw std::runtime_error(solutions.string() + " holds no solution");
}

} // namespace

int solution(const SolutionOptions& options) {
    const auto [exercise, folder] = own_work(options.number);
    auto progress = progress_of(exercise, folder);
    if (!progress.solved && !options.give_up) {
        const bool exam = exercise.is_examination();
        std::cerr << "Yours does not pass yet, as far as "
                  << (exam ? "kit examine has seen."
                           : "kit check has seen. A hint: kit hint " +
                                 exercise.number)
                  << "\nTo see the solution all the same: kit solution "
                  << exercise.number << " --give-up\n";
        return exit_code::fail;
    }
    std::vector<fs::path> files{solution_file(exercise, folder)};
    if (exercise.is_examination()) {
        auto client = exercise;
        client.role = transcript::Side::client;
        files.push_back(solution_file(client, folder));
    }
    std::vector<std::string> texts;
    for (const auto& file : files)
        texts.push_back(read_file(file.string(), longest_file));
    if (!progress.solved) {
        progress.gave_up = true;
        write_progress(folder, progress);
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::cerr << course_name(files[i]) << ":" << std::endl;
        std::cout << texts[i] << std::flush;
    }
    return exit_code::pass;
}

} // namespace kit::commands
