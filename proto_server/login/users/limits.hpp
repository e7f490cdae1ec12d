#pragma once

#include <cstddef>

/// The limits of users, their passwords and their file.
namespace users::limits {

/// Octets of a user's name.
inline constexpr std::size_t name = 64;

/// Octets of a password; crypt(3) takes no more.
inline constexpr std::size_t password = 511;

/// Octets of a users file.
inline constexpr std::size_t file = 1024 * 1024;

/// Digits of a time, in seconds since 1970: the year 5138 has eleven.
inline constexpr std::size_t time_digits = 11;

/// Logins that wait for the check of their password. About 20 are checked each
/// second, so a longer queue would help nobody.
inline constexpr std::size_t waiting = 100;

} // namespace users::limits
