#pragma once

#include <string>
#include <string_view>

namespace toy_client {

/// Returns a sentence for the user when the first line of a server is no
/// greeting of the toy: which protocol the server may speak, and what to do.
/// `line` may hold any octets.
std::string explain_greeting(std::string_view line);

/// Returns the beginning of `line` in quotes, made safe to show.
std::string in_quotes(std::string_view line);

} // namespace toy_client
