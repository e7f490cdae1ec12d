#pragma once

#include "proto_client/program/target.hpp"
#include "proto_client/toy/toy_client.hpp"

#include <vector>

namespace client {

/// Runs `post`, `read` or `count`: sends the requests, prints the replies and
/// quits. Returns the program's exit code.
int ask(const Target& target,
        const std::vector<toy_client::ToyClient::Request>& requests);

} // namespace client
