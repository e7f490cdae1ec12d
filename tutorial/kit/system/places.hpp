#pragma once

#include <filesystem>

namespace kit {

/// The places of what the kit works with.
struct Places {
    std::filesystem::path project; ///< holds `tutorial`, `tests`, `common`
    std::filesystem::path build;   ///< the build folder; empty if installed
    std::filesystem::path library; ///< what students' programs are linked with
};

/// Returns the places that belong to this program. Where `meson install` has
/// put it, they are as far from it as they were then. In a build folder they
/// are named by the file `kit-places` at its top. Throws std::runtime_error if
/// there is neither.
const Places& places();

/// Returns the folder of this program.
std::filesystem::path own_folder();

} // namespace kit
