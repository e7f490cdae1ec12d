#include "tutorial/kit/commands/hint.hpp"

#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/hints.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>

namespace kit::commands {

int hint(const HintOptions& options) {
    const auto [exercise, folder] = own_work(options.number);
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

} // namespace kit::commands
