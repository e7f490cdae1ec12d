#include "tutorial/kit/author_commands.hpp"

#include "tutorial/kit/commands/book.hpp"
#include "tutorial/kit/commands/lint.hpp"
#include "tutorial/kit/commands/sync.hpp"
#include "tutorial/kit/help.hpp"
#include "tutorial/kit/subcommands.hpp"

namespace kit {

void add_sync(Kit& kit) {
    auto [command, options] = kit.add("sync", help::sync, commands::sync);
    command.add_option("PAGE", options.names,
                       "Pages, or folders of them; if none is named, those of "
                       "the whole course");
    command.add_flag("--check", options.check,
                     "Only compare; print what is stale, and fail");
    command
        .add_option("--patience", options.patience,
                    "Seconds that a command in a console may take")
        ->capture_default_str()
        ->check(CLI::Range(1, 600));
}

void add_book(Kit& kit) {
    auto [command, options] = kit.add("book", help::book, commands::book);
    options.out = "book";
    add_option(command, "--out", "FOLDER", options.out,
               "Where the pages are written; what it holds else stays")
        ->capture_default_str();
}

void add_lint(Kit& kit) {
    auto [command, options] = kit.add("lint", help::lint, commands::lint);
    command.add_option("FOLDER", options.folders,
                       "Chapters; if none is named, the whole course");
    command.add_flag("--update", options.update,
                     "Write what kit check says of each wrong program");
    command.add_flag("--all", options.all,
                     "Check wrong programs by the checks before the one that "
                     "rejects them, too");
    auto* seed = add_option(command, "--seed", "N", options.seed,
                            "Check all programs with other data");
    seed->excludes("--update", "--all");
    auto* flakes = add_option(
        command, "--flakes", "N", options.flakes,
        "Run all programs so many times more, and report any difference");
    flakes->excludes(seed);
    command
        .add_flag("--static", options.only_static,
                  "Only what needs no program to run")
        ->excludes(flakes, seed);
    add_option(command, "--wrong", "3.1/NAME", options.wrong,
               "Only write this wrong program, whole, to standard output")
        ->excludes("FOLDER", "--update", "--all", "--seed", "--flakes",
                   "--static");
}

} // namespace kit
