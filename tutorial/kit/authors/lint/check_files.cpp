#include "tutorial/kit/authors/lint/check_files.hpp"

#include "tutorial/kit/authors/lint/fences.hpp"
#include "tutorial/kit/authors/lint/link_check.hpp"
#include "tutorial/kit/authors/lint/orphans.hpp"
#include "tutorial/kit/authors/lint/readme.hpp"
#include "tutorial/kit/authors/lint/task.hpp"

#include <algorithm>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

/// Checks that one exercise of a chapter can be solved in any language.
void check_languages(const Chapter& chapter, Problems& problems) {
    if (std::ranges::none_of(chapter.exercises, [](const auto& exercise) {
            return std::ranges::any_of(
                exercise.files("starter"),
                [](const auto& file) { return file.extension() == ".py"; });
        }))
        problems.push_back({(chapter.folder / "exercises").string(), 0,
                            "no exercise has a starter in Python too"});
}

bool is_passed_over(const fs::path& folder) {
    return folder.filename().string().starts_with('.') ||
           fs::exists(folder / "meson-private");
}

} // namespace

void check_files(const Chapter& chapter, bool update, Problems& problems) {
    LinkCheck links(problems);
    unsigned minutes = 0;
    for (const auto& exercise : chapter.exercises)
        minutes += check_task(exercise, chapter, update, links, problems);
    check_readme(chapter, minutes, problems);
    check_languages(chapter, problems);
    for (const auto& page : chapter.pages) check_fences(page, problems);
    check_steps(chapter, problems);
    check_orphans(chapter, problems);
}

void check_links(const fs::path& folder, Problems& problems) {
    std::vector<fs::path> files;
    for (auto entry = fs::recursive_directory_iterator(folder);
         entry != fs::recursive_directory_iterator(); ++entry) {
        if (entry->is_directory() && is_passed_over(entry->path()))
            entry.disable_recursion_pending();
        else if (entry->path().extension() == ".md")
            files.push_back(entry->path());
    }
    std::ranges::sort(files);
    LinkCheck links(problems);
    for (const auto& file : files) {
        Problems said; // those of fences are said elsewhere
        links.check(read_page(file.lexically_normal(), said));
    }
}

} // namespace kit::lint
