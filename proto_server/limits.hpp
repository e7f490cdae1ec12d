#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of the server that is not the protocol's own, in one place.
/// Those of a mailbox stand in proto_server/mailbox/limits.hpp, those of a
/// socket in common/net/connection.hpp.
namespace limits {

/// Octets of replies that wait for a client to read them. Beyond, its commands
/// wait too. One more reply may stand above it.
inline constexpr std::size_t output = 16 * 1024;

/// Clients at once, unless `--max-clients` says otherwise.
inline constexpr std::uint32_t clients = 16'000;

/// Clients at once from one address, unless `--max-per-address` says otherwise:
/// a class may sit behind one, so it is much, but it leaves room for others.
/// Those of this machine itself are counted only if the option is given: they
/// are tests, tunnels and benchmarks, and could stop the server anyway.
inline constexpr std::uint32_t clients_per_address = 1000;

/// Clients at once that have logged in as one user, unless `--max-per-user`
/// says otherwise: Gmail's number. A mail program holds about five.
inline constexpr std::uint32_t clients_per_user = 15;

/// Failed logins that one address has at once, and how long until one of them
/// is forgotten: a class behind it may mistype, a guesser gets six a minute.
inline constexpr std::uint32_t failures = 60;
inline constexpr std::chrono::seconds forget_failure{10};

/// Addresses whose failed logins are remembered.
inline constexpr std::size_t failing_addresses = 10'000;

/// The longest that a session with a token stays, whatever the token says.
inline constexpr std::chrono::seconds longest_stay{100'000'000};

/// Open files that the server needs beside its clients.
inline constexpr std::uint32_t other_files = 64;

/// How long a stopping server tries to send its last words.
inline constexpr std::chrono::milliseconds goodbye{500};

} // namespace limits
