#pragma once

#include "common/system/file.hpp"
#include "proto_server/mailbox/failure.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>

namespace mail {

/// Returns the failure of what we tried to do with `path`; errno says why.
tl::unexpected<Failure> system_failure(std::string_view what,
                                       const std::filesystem::path& path);

/// The file or folder that has this name now, whatever its name was before: two
/// zeros if there is none.
using Identity = std::pair<dev_t, ino_t>;
Identity identity(const std::filesystem::path& path);

/// True if `path` is a folder itself. A symbolic link is none: it may lead to
/// somebody else's folder.
bool is_folder(const std::filesystem::path& path);

/// True if it has the folder `cur`.
bool is_maildir(const std::filesystem::path& folder);

/// Returns the text of a file. The failure is `missing` if there is none.
Expected<std::string> read_file(const std::filesystem::path& path);

/// The beginning of a file, and maybe all of it.
struct Beginning {
    std::string text;
    bool is_all;
};
/// Reads a file until `enough` returns true for what was read, or to its end if
/// `enough` is null. It may read more.
Expected<Beginning> read_beginning(const std::filesystem::path& path,
                                   bool (*enough)(std::string_view));

/// Makes a hard link: the file gets the second name `name` and keeps the first.
Expected<void> link_file(const std::filesystem::path& file,
                         const std::filesystem::path& name);

/// Renames a file. It fails if the new name is taken, so that no file is lost.
Expected<void> rename_file(const std::filesystem::path& file,
                           const std::filesystem::path& name);

/// Makes sure that the entries of a folder stay as they are now, even if the
/// power fails.
Expected<void> sync_folder(const std::filesystem::path& path);

/// A folder that is open. It stays the same one when somebody renames it, so
/// another thread may work in it meanwhile. Names are below it, as "new/1.a".
class OpenFolder {
public:
    /// The failure is `missing` if there is none.
    static Expected<std::shared_ptr<const OpenFolder>>
    open(const std::filesystem::path& path);

    Identity identity() const;
    /// Makes a new file and opens it for writing. It fails if the name is
    /// taken.
    File create(const std::string& name) const;
    /// Returns the text of a file.
    Expected<std::string> read(const std::string& name) const;
    /// Does as `replace_file`, and leaves it to `sync(".")` that the new file
    /// stays. Returns that file, to which may be appended.
    Expected<File> replace(const std::string& name,
                           std::string_view text) const;
    bool rename(const std::string& from, const std::string& to) const;
    /// Gives a file a second name. Returns false if that is taken.
    bool link(const std::string& from, const std::string& to) const;
    /// Returns when a file was last written, or nothing if there is none.
    std::optional<std::chrono::sys_seconds>
    written_at(const std::string& name) const;
    void remove(const std::string& name) const;
    Expected<void> sync(const std::string& folder) const;
    /// The failure that errno tells of what was tried with `name`.
    tl::unexpected<Failure> failure(std::string_view what,
                                    const std::string& name) const;

    OpenFolder(std::filesystem::path path, File folder)
        : path_(std::move(path)), folder_(std::move(folder)) {}

private:
    std::filesystem::path path_; ///< for people
    File folder_;
};

/// Replaces a file by one with that text. Whoever looks, also after a crash,
/// sees the old text or the new one. A symbolic link that somebody has planted
/// is not followed.
Expected<void> replace_file(const std::filesystem::path& path,
                            std::string_view text);

} // namespace mail
