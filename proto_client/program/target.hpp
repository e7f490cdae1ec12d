#pragma once

#include "common/net/address.hpp"

namespace client {

/// The options that all subcommands share.
struct Target {
    net::Address address;
    bool wire = false; ///< show what both sides send, on stderr
    bool json = false; ///< print JSON, for programs
};

/// The exit codes of the program, beside 0.
namespace exit_code {
inline constexpr int refused = 1; ///< the server has answered no or bad
inline constexpr int usage = 2;   ///< the command line makes no sense
inline constexpr int failed =
    3; ///< no connection could be made, or it was lost
} // namespace exit_code

} // namespace client
