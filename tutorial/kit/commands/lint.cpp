#include "tutorial/kit/authors/lint/children.hpp"
#include "tutorial/kit/authors/lint/course.hpp"
#include "tutorial/kit/authors/lint/programs.hpp"
#include "tutorial/kit/authors/pages/places.hpp"
#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

constexpr auto about =
    "Finds what a chapter lacks, for its author.\n\n"
    "Each chapter: minutes, goals, something to run, exercises with starters\n"
    "that fail, solutions that pass and wrong programs that are rejected with\n"
    "the text beside them; no file that nothing names, no dead link, no step\n"
    "that is too large.\n"
    "  kit lint tutorial/03-push             one chapter\n"
    "  kit lint                              all, and the links of all pages\n"
    "  kit lint tutorial/03-push --static    without running a program\n"
    "  kit lint --update                     writes wrong/NAME.txt: read them\n"
    "  kit lint --flakes 100                 all programs, a hundred times\n"
    "Exit code: 0 nothing found, 1 something, 3 a wrong argument,\n"
    "or the kit's own fault.";

struct Options {
    std::vector<std::string> folders;
    bool update = false;
    bool only_static = false;
    unsigned flakes = 0;
};

std::vector<lint::Chapter> read_chapters(const Options& options,
                                         const pages::Places& places,
                                         lint::Problems& problems) {
    std::vector<fs::path> folders(options.folders.begin(),
                                  options.folders.end());
    if (folders.empty()) folders = lint::find_chapters(places.tutorial);
    if (folders.empty())
        throw std::runtime_error("there is no chapter in " +
                                 places.tutorial.string());
    std::vector<lint::Chapter> chapters;
    for (const auto& folder : folders) {
        if (!fs::is_directory(folder))
            throw std::runtime_error(folder.string() +
                                     ": there is no such folder");
        const auto whole = fs::path(folder / "").lexically_normal();
        chapters.push_back(lint::read_chapter(whole.parent_path(), problems));
    }
    return chapters;
}

void run_programs(const Options& options, const pages::Places& places,
                  const std::vector<lint::Chapter>& chapters,
                  lint::Problems& problems) {
    std::vector<lint::ExerciseProgram> all;
    for (const auto& chapter : chapters)
        for (auto& program : lint::find_programs(chapter))
            all.push_back(std::move(program));
    // Lines that replace each other are for a terminal only.
    std::ostream silent(nullptr);
    lint::Programs programs(std::move(all),
                            places.build / "tutorial" / "kit" / "lint-cache",
                            isatty(2) == 1 ? std::cerr : silent, std::cerr);
    programs.run(problems);
    programs.check(options.update, problems);
    programs.check_again(options.flakes, problems);
}

int lint_chapters(const Options& options) try {
    lint::Problems problems;
    const auto places = pages::find_places();
    const auto chapters = read_chapters(options, places, problems);
    for (const auto& chapter : chapters)
        lint::check_files(chapter, options.update, problems);
    if (options.folders.empty()) lint::check_links(places.project, problems);
    for (const auto& folder : options.folders)
        lint::check_links(folder, problems);
    if (!options.only_static) run_programs(options, places, chapters, problems);
    for (const auto& problem : problems) std::cout << print(problem) << '\n';
    std::cout << pages::counted(chapters.size(), "chapter") << ", "
              << pages::counted(problems.size(), "finding") << std::endl;
    return problems.empty() ? exit_code::pass : exit_code::fail;
} catch (const Interrupt::Asked&) {
    std::cout << "\nbye" << std::endl;
    return 128 + SIGINT;
}

} // namespace

void add_lint(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("lint", about);
    command->add_option("FOLDER", options->folders,
                        "Chapters; if none is named, the whole course");
    command->add_flag("--update", options->update,
                      "Write what kit check says of each wrong program");
    auto* flakes = command->add_option(
        "--flakes", options->flakes,
        "Run all programs so many times more, and report any difference");
    flakes->type_name("N");
    command
        ->add_flag("--static", options->only_static,
                   "Only what needs no program to run")
        ->excludes(flakes);
    command->callback([options, &run] {
        run = [options] { return lint_chapters(*options); };
    });
}
