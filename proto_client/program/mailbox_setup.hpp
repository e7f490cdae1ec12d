#pragma once

#include "proto_client/program/mailbox_watch.hpp"
#include "proto_client/program/target.hpp"
#include "proto_client/program/watch_command.hpp"

#include <asio/io_context.hpp>
#include <string>
#include <tl/expected.hpp>

namespace client {

/// Returns what it takes to watch the mailbox of the target, or a sentence that
/// names the cause and the cure. It may ask the user for a password.
tl::expected<MailboxSetup, std::string>
mailbox_setup(const Target& target, const WatchOptions& options,
              asio::io_context& loop);

} // namespace client
