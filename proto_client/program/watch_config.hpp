#pragma once

#include "proto_client/program/watch_task.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace client {

/// The program whose file it is. The library for others has no hooks, and other
/// keys may stand beside `accounts`.
enum class ConfigOf : std::uint8_t { proto_client, library };

/// Reads the file of `watch --config`, which names accounts and their
/// mailboxes. The keys of an account are the options of the command line:
///
///     {"accounts": [
///       {"name": "home",
///        "url": "imaps://anna@mail.example.org",
///        "mailboxes": ["INBOX", "Lists"],
///        "password-command": "secret-tool lookup imap anna",
///        "exec": "notify-send --"}
///     ]}
///
/// Only `url` must be there. `name` stands in front of each line. `usual` has
/// the options that are the same for all. The error names the line and the key.
tl::expected<std::vector<WatchTask>, std::string>
read_watch_config(std::string_view text, const WatchTask& usual,
                  ConfigOf whose = ConfigOf::proto_client);

/// Reads it from a file, which the error names.
tl::expected<std::vector<WatchTask>, std::string>
read_watch_config_file(const std::string& path, const WatchTask& usual);

} // namespace client
