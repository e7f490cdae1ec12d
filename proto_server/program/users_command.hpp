#pragma once

#include <cstdint>
#include <string>

namespace server {

/// The options of `users add|token|remove|list`.
struct UsersOptions {
    std::string file = "users";
    std::string name;
    bool from_stdin = false; ///< read the password from standard input
    std::string tokens = "tokens";
    std::uint32_t lifetime = 60 * 60; ///< of a token, in seconds; 0 is for ever
};

// Each returns an exit code. Each throws std::runtime_error with a sentence
// that names cause and cure.

/// Adds a user, or changes a user's password.
int add_user(const UsersOptions& options);

/// Makes a token and prints it. Standard output has only the token, so that a
/// script can read it.
int add_token(const UsersOptions& options);

int remove_user(const UsersOptions& options);

/// Prints the users' names.
int list_users(const UsersOptions& options);

} // namespace server
