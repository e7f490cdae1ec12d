#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/hints.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace {

constexpr auto about =
    "Gives a hint: one more each time, three in all. The first one speaks of\n"
    "what kit check saw go wrong last.\n\n"
    "  kit hint 3.1";

int hint(const std::string& number) {
    const auto [exercise, folder] = own_work(number);
    auto progress = progress_of(exercise, folder);
    const auto hints = next_hints(exercise, progress);
    write_progress(folder, progress);
    for (const auto& one : hints)
        std::cout << (&one == &hints.back() ? "" : "before: ") << one << '\n';
    std::cout << "\nHint " << progress.hints << " of " << exercise.hints.size();
    if (!more_hints(exercise, progress))
        std::cout << "; that was the last. The solution: kit solution "
                  << exercise.number << " --give-up";
    std::cout << std::endl;
    return exit_code::pass;
}

} // namespace

void add_hint(CLI::App& app, Run& run) {
    auto number = std::make_shared<std::string>();
    auto* command = app.add_subcommand("hint", about);
    command->add_option("EXERCISE", *number,
                        "3.1; may be left out in an exercise's folder");
    command->callback(
        [number, &run] { run = [number] { return hint(*number); }; });
}
