#pragma once

#include "proto_server/mailbox/maildir/disk.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace mail {

/// Writes a message to the new file `name` in a folder, and gives it its date.
/// Then the file is on the disk, but maybe not yet its name.
Expected<void> write_message(const OpenFolder& folder, const std::string& name,
                             std::string_view text,
                             std::chrono::sys_seconds date);

/// Renames the new file `from` of a folder to `to`, or removes it.
Expected<void> put_into_place(const OpenFolder& folder, const std::string& from,
                              const std::string& to);

/// Facts of a file that change when it is written or replaced, and not when it
/// is renamed. A zero is not known.
struct FileStamp {
    /// The stamp of a file of which no more is known than that.
    static FileStamp written_at(std::chrono::sys_seconds date) {
        return {date.time_since_epoch().count()};
    }

    /// False if the file of this stamp cannot be the same as that of `now`.
    bool may_be(const FileStamp& now) const {
        return (seconds == 0 || seconds == now.seconds) &&
               (inode == 0 || (inode == now.inode && size == now.size &&
                               nanoseconds == now.nanoseconds));
    }

    std::int64_t seconds = 0; ///< and nanoseconds: when it was written
    std::int64_t nanoseconds = 0;
    std::uint64_t inode = 0, size = 0;
};

/// Nothing if there is no such file. A symbolic link is none: who plants one
/// could have us read what is not his.
std::optional<FileStamp> stamp_of(const std::filesystem::path& path);

/// When the message came. Nothing if there is no file, or it is empty, or
/// larger than IMAP can say (4 GiB).
std::optional<std::chrono::sys_seconds>
date_of(const std::filesystem::path& path);

/// Octets of the message, its lines ending with CRLF. Reads the file once, and
/// keeps none of it.
Expected<std::uint32_t> measure(const std::filesystem::path& path);

/// The names in `tmp` of messages that were removed begin so. They are links,
/// and last no longer than the program.
inline const std::string kept_prefix = "idle-hands-removed-";

/// Removes these, and files that nobody has touched for 36 hours: who wrote
/// them is gone.
void remove_unfinished(const std::filesystem::path& folder);

} // namespace mail
