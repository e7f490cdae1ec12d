#pragma once

#include <string>
#include <string_view>

/// The first line of a server is no greeting of the toy: a sentence that says
/// what it may be, and what to do. `line` may hold anything.
std::string explain_greeting(std::string_view line);

/// The beginning of `line` as it may be shown to a person, in quotes.
std::string in_quotes(std::string_view line);
