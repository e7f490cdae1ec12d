#pragma once

#include "tutorial/kit/authors/lint/read_page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kit::lint {

/// The folder of an exercise: `exercises/1-push`.
struct ExerciseFolder {
    std::filesystem::path path;
    std::string number; ///< "3.1"
    std::string name;   ///< "3.1-push"

    /// Returns the files of one of its folders, in order; none when there is no
    /// such folder.
    std::vector<std::filesystem::path> files(const std::string& folder) const;
};

/// The folder of a chapter: `tutorial/03-push`.
struct Chapter {
    std::filesystem::path folder;
    std::string number;      ///< "3"
    std::vector<Page> pages; ///< README.md first, then each TASK.md
    std::vector<ExerciseFolder> exercises;

    std::string readme() const { return (folder / "README.md").string(); }
};

/// Reads a chapter. A file that cannot be read is a problem.
Chapter read_chapter(const std::filesystem::path& folder, Problems& problems);

/// Returns the folders of the course's chapters, in order. A chapter is still
/// in work if the course's page names it in a list, as in
/// `- [16. The plugin](16-plugin/README.md)`; it is left out.
std::vector<std::filesystem::path>
find_chapters(const std::filesystem::path& tutorial);

} // namespace kit::lint
