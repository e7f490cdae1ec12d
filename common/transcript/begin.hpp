#pragma once

#include "common/transcript/transcript.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace transcript {

/// Reads what stands behind `@begin`: "selected", "selected 2", "logged-in",
/// "C2 logged-in". The error says what is wrong, and what is right.
tl::expected<Begin, std::string> parse_begin(std::string_view text);

/// Returns the lines of a file that `begins` stand for before its first step:
/// each connection logs in; the first that has a mailbox makes it and fills it;
/// those that are `selected` select it.
std::vector<BeginLines> opening(const std::vector<Begin>& begins);

/// Returns the lines behind the last step: what is selected is closed, the last
/// connection first, and the mailbox is deleted.
std::vector<BeginLines> closing(const std::vector<Begin>& begins);

} // namespace transcript
