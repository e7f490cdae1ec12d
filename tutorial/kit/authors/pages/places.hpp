#pragma once

#include <filesystem>
#include <string>

namespace pages {

/// Where the project and what was built of it are.
struct Places {
    std::filesystem::path tutorial; ///< $KIT_TUTORIAL, or the project's
    std::filesystem::path project;  ///< what holds the tutorial
    std::filesystem::path build;
};

Places find_places();

/// The folder of the chapter that holds this page: the nearest whose name
/// begins with two digits and a dash, or else the page's own.
std::filesystem::path chapter_of(const std::filesystem::path& page);

/// What a shell looks through for programs when it runs the commands of this
/// chapter: what was built of it, kit, proto_server and proto_client, and what
/// was built of other chapters first.
std::string search_path(const Places& places,
                        const std::filesystem::path& chapter);

} // namespace pages
