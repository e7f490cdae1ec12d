#pragma once

#include "proto_client/program/target.hpp"

#include <string>
#include <vector>

namespace client {

/// Runs `post`: posts the words as one message. Without words, each line of the
/// standard input is a message. Returns the program's exit code.
int post(const Target& target, const std::vector<std::string>& words);

} // namespace client
