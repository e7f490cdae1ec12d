#pragma once

#include "proto_client/program/watch_task.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace client {

/// Runs `watch`: shows each new message of these mailboxes when it arrives,
/// until Ctrl-C, or until `once` messages were told. There is at least one
/// mailbox. Returns the program's exit code.
int watch(const std::vector<WatchTask>& mailboxes,
          std::optional<std::uint32_t> once);

/// Runs `watch --status`: prints how the watch of each of these mailboxes is,
/// as one JSON object a line. Returns the program's exit code: 1 if one of them
/// is not watched, 2 if one of them is the toy's, which stores nothing.
int watch_status(const std::vector<WatchTask>& mailboxes);

} // namespace client
