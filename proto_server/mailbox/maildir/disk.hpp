#pragma once

#include "proto_server/mailbox/failure.hpp"

#include <filesystem>
#include <string_view>
#include <utility>

namespace mail {

/// A file descriptor that closes itself.
class File {
public:
    explicit File(int descriptor = -1) : descriptor_(descriptor) {}
    File(File&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~File();

    explicit operator bool() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

/// The failure that errno tells of what was tried with `path`.
tl::unexpected<Failure> system_failure(std::string_view what,
                                       const std::filesystem::path& path);

/// Writes all of it, or fails; signals do not matter.
bool write_all(const File& file, std::string_view octets);

/// What is in the file. `missing` if there is none.
Expected<std::string> read_file(const std::filesystem::path& path);

/// What was done to the entries of a folder stays done, if the power fails.
Expected<void> sync_folder(const std::filesystem::path& path);

/// Puts a file with that text there in place of what was: whoever looks, also
/// after a crash, sees the old text or the new one.
Expected<void> replace_file(const std::filesystem::path& path,
                            std::string_view text);

} // namespace mail
