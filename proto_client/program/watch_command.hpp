#pragma once

#include "proto_client/program/target.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace client {

struct WatchOptions {
    std::optional<std::chrono::seconds> rearm; ///< or the protocol's default
    std::optional<std::chrono::seconds> poll;  ///< or the protocol's default
    std::optional<std::uint32_t> from; ///< first message to show, 1 or more
    /// The first day whose messages are shown, if there is no memory yet.
    std::optional<std::chrono::year_month_day> since;
    std::string name;    ///< of the memory; empty: the mailbox's own
    std::string command; ///< run for each message, if any
    std::optional<std::uint32_t> once; ///< stop after so many messages
};

/// Runs `watch`: shows each new message when it arrives, until Ctrl-C. Returns
/// the program's exit code.
int watch(const Target& target, const WatchOptions& options);

} // namespace client
