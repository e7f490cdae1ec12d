#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kit::proxy {

/// Returns the line without its CRLF or LF.
std::string_view without_end(std::string_view line);

/// A line of a client as a pattern can match it: the command is in capitals,
/// whatever the client wrote, and the tag stays.
std::string in_capitals(std::string_view line);

/// Takes capabilities from a line that lists some.
std::string without_capabilities(std::string line,
                                 const std::vector<std::string>& hidden);

} // namespace kit::proxy
