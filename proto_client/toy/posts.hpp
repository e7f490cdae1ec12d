#pragma once

#include <iosfwd>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace toy_client {

/// The texts of messages to post.
using PostsResult = tl::expected<std::vector<std::string>, std::string>;

/// Makes one message of all the words. The error is a sentence for the user.
PostsResult make_posts(const std::vector<std::string>& words);

/// Makes one message of each line that is not empty, at most
/// `client::limits::posts`. The error names the line.
PostsResult read_posts(std::istream& input);

} // namespace toy_client
