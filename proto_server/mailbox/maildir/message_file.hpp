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

/// When the message came. Nothing if there is no file, or it is empty, or
/// larger than IMAP can say (4 GiB).
std::optional<std::chrono::sys_seconds>
date_of(const std::filesystem::path& path);

/// Octets of the message, its lines ending with CRLF. Reads the file once, and
/// keeps none of it.
Expected<std::uint32_t> measure(const std::filesystem::path& path);

/// Removes files that nobody has touched for 36 hours: who wrote them is gone.
void remove_unfinished(const std::filesystem::path& folder);

} // namespace mail
