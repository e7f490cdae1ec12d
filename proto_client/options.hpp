#pragma once

#include "proto_client/program/target.hpp"
#include "proto_client/program/watch_task.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Validator;
} // namespace CLI

namespace client {

/// The options of all subcommands.
struct Options {
    std::string connect = "127.0.0.1:1430";
    std::string mailbox; ///< to watch, in place of `connect`
    Target target;
    ImapTarget imap;
    WatchOptions watch;
    std::optional<std::uint32_t> once;       ///< stop after so many messages
    std::string config;                      ///< a file with mailboxes to watch
    bool status = false;                     ///< tell how the watch is, and end
    std::optional<std::int64_t> rearm, poll; ///< in seconds
    std::string since;
    bool all = false;
    bool mailboxes = false;         ///< to list, in place of messages
    std::vector<std::string> words; ///< of the message to post
    std::uint32_t number = 0;       ///< of the message to read
};

/// Adds the subcommand `watch`.
void add_watch(CLI::App& app, Options& options);

/// Adds the place for a URL, or an address, in place of --connect.
void add_mailbox(CLI::App& command, Options& options);

/// Returns a check for the number of a message, or a number of messages.
CLI::Validator is_number();

} // namespace client
