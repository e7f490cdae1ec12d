#pragma once

#include "proto_client/program/target.hpp"

namespace client {

/// Runs `shell`: sends the lines that the user types and shows what the server
/// sends, at any time. It knows nothing of the protocol. Returns the program's
/// exit code.
int shell(const Target& target);

} // namespace client
