#pragma once

#include "proto_client/toy/toy_client.hpp"

#include <iosfwd>
#include <string>
#include <tl/expected.hpp>
#include <vector>

using Posts = tl::expected<std::vector<ToyClient::Request>, std::string>;

/// One message of all words. The error is a sentence for the user.
Posts make_posts(const std::vector<std::string>& words);

/// One message for each line that is not empty, `client_limits::posts` at most.
/// The error names the line.
Posts read_posts(std::istream& input);
