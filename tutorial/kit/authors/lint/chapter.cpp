#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"

#include <algorithm>
#include <fstream>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> entries(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (!entry.path().filename().string().starts_with('.'))
            found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
}

/// Returns "3" for "03-push"; empty when the name has no number.
std::string number_of(const fs::path& folder) {
    static const pages::Regex form(R"(0*([1-9]\d*)-.+)");
    const auto found = form.match(folder.filename().string());
    return found ? (*found)[1] : std::string();
}

void add_page(Chapter& chapter, const fs::path& file, Problems& problems) {
    if (fs::exists(file))
        chapter.pages.push_back(read_page(file, problems));
    else
        problems.push_back({file.string(), 0, "is missing"});
}

/// True if the course's page names the chapter in a list and not yet in its
/// table: then it may still lack something.
bool is_in_work(const fs::path& tutorial, const fs::path& chapter) {
    std::ifstream page(tutorial / "README.md");
    const auto link = "](" + chapter.filename().string() + "/README.md)";
    for (std::string line; std::getline(page, line);)
        if (line.starts_with("- ") && line.find(link) != line.npos) return true;
    return false;
}

} // namespace

std::vector<fs::path> ExerciseFolder::files(const std::string& folder) const {
    auto found = entries(path / folder);
    std::erase_if(found, [&](const auto& one) { return fs::is_directory(one); });
    return found;
}

Chapter read_chapter(const fs::path& folder, Problems& problems) {
    Chapter chapter;
    chapter.folder = folder;
    chapter.number = number_of(fs::weakly_canonical(folder));
    if (chapter.number.empty())
        problems.push_back(
            {folder.string(), 0, "a chapter's folder is named as 03-push is"});
    add_page(chapter, folder / "README.md", problems);
    for (const auto& one : entries(folder / "exercises")) {
        if (!fs::is_directory(one)) continue;
        const auto number = number_of(one);
        if (number.empty()) {
            problems.push_back({one.string(), 0,
                                "an exercise's folder is named as 1-push is"});
            continue;
        }
        const auto name = chapter.number + '.' + one.filename().string();
        chapter.exercises.push_back({one, chapter.number + '.' + number, name});
        add_page(chapter, one / "TASK.md", problems);
    }
    return chapter;
}

std::vector<fs::path> find_chapters(const fs::path& tutorial) {
    auto found = entries(tutorial);
    std::erase_if(found, [&](const auto& one) {
        return !fs::is_directory(one) || number_of(one).empty() ||
               is_in_work(tutorial, one);
    });
    return found;
}

} // namespace kit::lint
