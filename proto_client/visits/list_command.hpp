#pragma once

#include "proto_client/program/target.hpp"

namespace client {

/// Runs `list`: shows all messages of the mailbox, one a line. Returns the
/// program's exit code.
int list(const Target& target);

} // namespace client
