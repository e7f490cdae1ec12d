#pragma once

#include "proto_client/program/target.hpp"
#include "proto_client/toy/toy_client.hpp"

#include <vector>

/// `post`, `read` and `count`: sends the requests, prints the answers, quits.
/// Returns the program's exit code.
int ask(const Target& target, const std::vector<ToyClient::Request>& requests);
