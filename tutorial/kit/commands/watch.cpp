#include "tutorial/kit/commands/watch.hpp"

#include "tutorial/kit/exercises/check_work.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <chrono>
#include <iostream>
#include <stdexcept>

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace kit::commands {

namespace {

constexpr auto between_looks = 300ms;
constexpr std::size_t longest_source = 1024 * 1024;

/// A source as it is now; an editor may just be writing it.
struct Saved {
    std::optional<fs::path> source;
    std::string content;

    bool operator==(const Saved&) const = default;
};

Saved look(const OwnWork& work) try {
    Saved saved{find_source(work.exercise, work.folder), {}};
    if (saved.source)
        saved.content = read_file(saved.source->string(), longest_source);
    return saved;
} catch (const std::runtime_error&) {
    return {};
}

} // namespace

int watch(const WatchOptions& options) try {
    const auto work = own_work(options.number);
    if (work.exercise.is_examination())
        throw std::runtime_error("your examination is looked at by: kit "
                                 "examine");
    Interrupt interrupt;
    Saved checked;
    for (bool first = true;; first = false) {
        const auto saved = look(work);
        if (saved.source && saved != checked) {
            checked = saved;
            std::cout << (first ? "" : "\n\n");
            CheckReport report(std::cout, work.exercise);
            Selection selection;
            selection.only = options.only;
            const auto result = check_source(work.exercise, *saved.source,
                                             work.folder / ".build", selection,
                                             interrupt, &report);
            remember(work.folder, work.exercise, result);
            std::cout << "Waiting for you to save "
                      << saved.source->filename().string()
                      << "; Ctrl-C ends this." << std::endl;
        } else if (first) {
            std::cout << "Waiting for " << work.exercise.program()
                      << ".cpp or .py in " << work.folder.string() << std::endl;
        }
        interrupt.wait(between_looks);
    }
} catch (const Interrupt::Asked&) {
    say_bye();
    return exit_code::pass;
}

} // namespace kit::commands
