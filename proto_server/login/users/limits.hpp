#pragma once

#include <chrono>
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

/// Logins that wait for the check of their password. It is more than the
/// clients that a server takes by default, each of which waits for one.
inline constexpr std::size_t waiting = 20'000;

/// Threads that make hashes. A hash by yescrypt takes 16 MiB of memory.
inline constexpr unsigned least_threads = 2;
inline constexpr unsigned most_threads = 8;

/// How much these threads give way to the loop, as nice(2) counts it.
inline constexpr int niceness = 5;

/// How long a password that was right is remembered, and of how many users.
inline constexpr std::chrono::seconds remembered_for{60};
inline constexpr std::size_t remembered = 10'000;

} // namespace users::limits
