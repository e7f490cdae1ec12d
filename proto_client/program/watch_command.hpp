#pragma once

#include "proto_client/program/target.hpp"
#include "proto_client/watch/watch.hpp"

#include <cstdint>
#include <optional>
#include <string>

struct WatchOptions {
    Watch::Options watch;
    std::string command;               ///< run for each message, if any
    std::optional<std::uint32_t> once; ///< stop after so many messages
};

/// `watch`: shows each new message when it comes, until Ctrl-C. Returns the
/// program's exit code.
int watch(const Target& target, const WatchOptions& options);
