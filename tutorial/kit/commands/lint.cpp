#include "tutorial/kit/commands/lint.hpp"

#include "tutorial/kit/authors/lint/check_files.hpp"
#include "tutorial/kit/authors/lint/children.hpp"
#include "tutorial/kit/authors/lint/clauses_page.hpp"
#include "tutorial/kit/authors/lint/coverage.hpp"
#include "tutorial/kit/authors/lint/programs.hpp"
#include "tutorial/kit/authors/lint/wrong_program.hpp"
#include "tutorial/kit/authors/pages/project_folders.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <csignal>
#include <iostream>
#include <unistd.h>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

std::vector<lint::Chapter> read_chapters(const LintOptions& options,
                                         const pages::ProjectFolders& where,
                                         lint::Problems& problems) {
    std::vector<fs::path> folders(options.folders.begin(),
                                  options.folders.end());
    if (folders.empty()) folders = lint::find_chapters(where.tutorial);
    if (folders.empty())
        throw std::runtime_error("there is no chapter in " +
                                 where.tutorial.string());
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

void run_programs(const LintOptions& options,
                  const pages::ProjectFolders& where,
                  const std::vector<lint::Chapter>& chapters,
                  lint::Problems& problems) {
    std::vector<lint::ExerciseProgram> all;
    for (const auto& chapter : chapters)
        for (auto& program : lint::find_programs(chapter))
            all.push_back(std::move(program));
    lint::Progress progress(std::cerr, isatty(STDERR_FILENO) == 1);
    lint::Programs programs(std::move(all),
                            where.build / "tutorial" / "kit" / "lint-cache",
                            progress);
    if (options.seed != 0)
        return programs.run_with_seed(options.seed, problems);
    const bool named = !options.all && !options.update;
    programs.run(named ? lint::Checks::named : lint::Checks::all, problems);
    programs.check(options.update, problems);
    programs.check_again(options.flakes, problems);
}

int write_wrong(const std::string& name) {
    const auto program = lint::find_wrong(name);
    std::cerr << course_name(program.file) << ":\n";
    std::cout << program.text << std::flush;
    return exit_code::pass;
}

} // namespace

int lint(const LintOptions& options) try {
    if (!options.wrong.empty()) return write_wrong(options.wrong);
    lint::Problems problems;
    const auto where = pages::find_project_folders();
    const auto chapters = read_chapters(options, where, problems);
    for (const auto& chapter : chapters)
        lint::check_files(chapter, options.update, problems);
    if (options.folders.empty()) {
        lint::check_clauses(where.tutorial, options.update, problems);
        lint::check_links(where.project, problems);
    }
    for (const auto& folder : options.folders)
        lint::check_links(folder, problems);
    if (!options.only_static) run_programs(options, where, chapters, problems);
    for (const auto& chapter : chapters)
        for (const auto& exercise : chapter.exercises)
            lint::check_coverage(exercise, options.update, problems);
    for (const auto& problem : problems) std::cout << print(problem) << '\n';
    std::cout << pages::counted(chapters.size(), "chapter") << ", "
              << pages::counted(problems.size(), "finding") << std::endl;
    return problems.empty() ? exit_code::pass : exit_code::fail;
} catch (const Interrupt::Asked&) {
    std::cout << "\nbye" << std::endl;
    return 128 + SIGINT;
}

} // namespace kit::commands
