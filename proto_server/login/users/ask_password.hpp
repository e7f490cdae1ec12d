#pragma once

#include <string>
#include <tl/expected.hpp>

namespace users {

/// Asks for a new password on the terminal, twice and without showing it. Or
/// says why there is none.
tl::expected<std::string, std::string> ask_new_password();

/// The first line of standard input, for programs.
tl::expected<std::string, std::string> read_password_line();

} // namespace users
