#pragma once

#include "proto_client/program/target.hpp"

/// `shell`: sends the lines that are typed and shows what comes, both at once.
/// It knows nothing of the protocol. Returns the program's exit code.
int shell(const Target& target);
