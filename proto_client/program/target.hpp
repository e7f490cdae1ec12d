#pragma once

#include "common/net/address.hpp"

/// What all subcommands are told.
struct Target {
    net::Address address;
    bool wire = false; ///< show both sides of the conversation on stderr
    bool json = false; ///< speak to a program, not to a person
};

/// What the program returns.
namespace exit_code {
inline constexpr int refused = 1; ///< the server said no or bad
inline constexpr int usage = 2;   ///< the command line makes no sense
inline constexpr int failed = 3;  ///< no connection, or no longer
} // namespace exit_code
