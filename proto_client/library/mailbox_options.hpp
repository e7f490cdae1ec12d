#pragma once

#include "proto_client/program/watch_task.hpp"

#include <idle-hands/watch.hpp>

namespace idle_hands {

/// Returns what the options mean. Throws an Error if they make no sense.
client::WatchTask task_of(const MailboxOptions& options);

/// Returns the options that mean that, with a memory.
MailboxOptions options_of(const client::WatchTask& task);

} // namespace idle_hands
