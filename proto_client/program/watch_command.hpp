#pragma once

#include "common/toy/limits.hpp"
#include "proto_client/program/target.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace client {

struct WatchOptions {
    std::chrono::seconds rearm = toy::default_rearm; ///< at most limits::rearm
    std::optional<std::uint32_t> from; ///< first message to show, 1 or more
    std::string command;               ///< run for each message, if any
    std::optional<std::uint32_t> once; ///< stop after so many messages
};

/// Runs `watch`: shows each new message when it arrives, until Ctrl-C. Returns
/// the program's exit code.
int watch(const Target& target, const WatchOptions& options);

} // namespace client
