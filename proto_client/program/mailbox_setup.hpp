#pragma once

#include "proto_client/program/mailbox_watch.hpp"
#include "proto_client/program/watch_task.hpp"

#include <asio/io_context.hpp>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace client {

/// Returns what it takes to watch a mailbox, or a sentence that names the cause
/// and the cure. It may ask the user for a password.
tl::expected<MailboxSetup, std::string> mailbox_setup(const WatchTask& task,
                                                      asio::io_context& loop);

/// Returns where the position of the mailbox is stored; nothing if it is not.
std::optional<std::string> position_path(const WatchTask& task);

} // namespace client
