#pragma once

#include <filesystem>

namespace kit {

/// A new empty folder, which is removed at the end with all that is in it.
class TemporaryFolder {
public:
    /// Throws std::system_error if it cannot be made.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace kit
