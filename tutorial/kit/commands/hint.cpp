#include "tutorial/kit/commands/hint.hpp"

#include "common/transcript/draw/wrap.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/hints.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>
#include <sstream>
#include <stdexcept>

namespace kit::commands {

namespace {

/// The columns of a line, and the blank behind it, which is not printed.
constexpr std::size_t width = 79;

/// Breaks long lines between words.
std::string wrapped(const std::string& text) {
    std::string all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        for (auto part : transcript::wrap(line, width)) {
            if (part.ends_with(' ')) part.remove_suffix(1);
            all += std::string(part) + '\n';
        }
    return all;
}

} // namespace

int hint(const HintOptions& options) {
    const auto [exercise, folder] = own_work(options.number);
    if (exercise.is_examination())
        throw std::runtime_error("the examination has no hints; the chapter "
                                 "that kit examine names is the hint");
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
