#pragma once

#include <string>
#include <tl/expected.hpp>

namespace users {

/// Asks twice for a new password on the terminal, without showing it. Returns
/// the password, or why there is none.
tl::expected<std::string, std::string> ask_new_password();

/// Returns the first line of standard input, for scripts.
tl::expected<std::string, std::string> read_password_line();

} // namespace users
