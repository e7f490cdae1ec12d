#pragma once

#include <filesystem>
#include <string>

namespace kit::pages {

/// The folders of the project, and of what was built from it.
struct ProjectFolders {
    std::filesystem::path tutorial; ///< $KIT_TUTORIAL, or the project's
    std::filesystem::path project;  ///< that holds the tutorial
    std::filesystem::path build;
};

ProjectFolders find_project_folders();

/// Returns the folder of the chapter that holds a page: the nearest one whose
/// name begins with two digits and a dash, or else the page's own.
std::filesystem::path chapter_of(const std::filesystem::path& page);

/// Returns the PATH of a shell that runs the commands of a chapter: the
/// programs of the chapter, kit, proto_server and proto_client, the programs of
/// other chapters, and our own PATH.
std::string search_path(const ProjectFolders& folders,
                        const std::filesystem::path& chapter);

} // namespace kit::pages
