#include "tutorial/kit/commands/hint.hpp"

#include "common/transcript/show.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/hints.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>
#include <sstream>

namespace kit::commands {

namespace {

constexpr std::size_t width = 78;

/// Breaks long lines between words.
std::string wrapped(const std::string& text) {
    std::string all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::size_t used = 0;
        for (std::string word; words >> word;) {
            const auto columns = transcript::columns(word);
            const bool fits = used > 0 && used + 1 + columns <= width;
            all += fits ? " " : used > 0 ? "\n" : "";
            used = fits ? used + 1 + columns : columns;
            all += word;
        }
        all += '\n';
    }
    return all;
}

} // namespace

int hint(const HintOptions& options) {
    const auto [exercise, folder] = own_work(options.number);
    auto progress = progress_of(exercise, folder);
    const auto hints = next_hints(exercise, progress);
    write_progress(folder, progress);
    for (const auto& one : hints)
        std::cout << wrapped((&one == &hints.back() ? "" : "before: ") + one);
    std::cout << "\nHint " << progress.hints << " of " << exercise.hints.size();
    if (!more_hints(exercise, progress))
        std::cout << "; that was the last. The solution: kit solution "
                  << exercise.number << " --give-up";
    std::cout << std::endl;
    return exit_code::pass;
}

} // namespace kit::commands
