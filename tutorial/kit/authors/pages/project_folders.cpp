#include "tutorial/kit/authors/pages/project_folders.hpp"

#include <cctype>
#include <cstdlib>
#include <vector>

namespace kit::pages {

namespace fs = std::filesystem;

namespace {

bool is_chapter(const std::string& name) {
    const auto digit = [&](std::size_t i) {
        return std::isdigit(static_cast<unsigned char>(name[i])) != 0;
    };
    return name.size() > 3 && digit(0) && digit(1) && name[2] == '-';
}

} // namespace

ProjectFolders find_project_folders() {
    const char* other = std::getenv("KIT_TUTORIAL");
    const auto tutorial = other != nullptr && *other != '\0'
                              ? fs::weakly_canonical(other)
                              : fs::path(KIT_PROJECT_FOLDER) / "tutorial";
    return {tutorial, tutorial.parent_path(), KIT_BUILD_FOLDER};
}

fs::path chapter_of(const fs::path& page) {
    const auto own = fs::weakly_canonical(page).parent_path();
    for (auto folder = own; folder.has_relative_path();
         folder = folder.parent_path())
        if (is_chapter(folder.filename())) return folder;
    return own;
}

std::string search_path(const ProjectFolders& folders,
                        const fs::path& chapter) {
    const auto built = folders.build / "tutorial";
    std::vector<fs::path> searched{built / chapter.filename(), built / "kit",
                                   folders.build / "proto_server",
                                   folders.build / "proto_client"};
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(built, none))
        if (is_chapter(entry.path().filename()))
            searched.push_back(entry.path());
    std::string path;
    for (const auto& folder : searched) path += folder.string() + ':';
    const char* ours = std::getenv("PATH");
    return path + (ours != nullptr ? ours : "/usr/bin:/bin");
}

} // namespace kit::pages
