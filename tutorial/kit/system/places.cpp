#include "tutorial/kit/system/places.hpp"

#include <fstream>
#include <stdexcept>
#include <string>

namespace kit {

namespace fs = std::filesystem;

namespace {

/// True if the folder holds the course.
bool is_project(const fs::path& folder) {
    std::error_code error;
    return fs::is_directory(folder / "tutorial", error);
}

/// Returns the places in the folder above the folder of the programs, as
/// /usr is above /usr/bin.
Places installed(const fs::path& prefix) {
    return {(prefix / KIT_INSTALLED_COURSE).lexically_normal(),
            {},
            (prefix / KIT_INSTALLED_LIBRARY).lexically_normal()};
}

Places read_places(std::ifstream& file) {
    std::string project, build, library;
    std::getline(file, project);
    std::getline(file, build);
    std::getline(file, library);
    return {project, build, library};
}

Places find_places(const fs::path& own) {
    auto found = installed(own.parent_path());
    if (is_project(found.project)) return found;
    for (auto folder = own; folder.has_relative_path();
         folder = folder.parent_path())
        if (std::ifstream file(folder / "kit-places"); file)
            return read_places(file);
    throw std::runtime_error(
        "the course is not where it was installed, in " +
        found.project.string() +
        "; install the package idle-hands again, or type meson install");
}

} // namespace

fs::path own_folder() {
    std::error_code error;
    return fs::read_symlink("/proc/self/exe", error).parent_path();
}

const Places& places() {
    static const Places found = find_places(own_folder());
    return found;
}

} // namespace kit
