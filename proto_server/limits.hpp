#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// The limits of the server that no protocol sets. The limits of mailboxes are
/// in proto_server/mailbox/limits.hpp, those of sockets in common/net.
namespace server::limits {

/// Octets of replies that wait for a client to read them. Above this, the
/// client's commands wait, too. One reply more may be added.
inline constexpr std::size_t output = 16 * 1024;

/// Clients at once, unless `--max-clients` says otherwise.
inline constexpr std::uint32_t clients = 16'000;

/// Clients at once from one address, unless `--max-per-address` says otherwise.
/// It is high because a whole class may share one address. Clients on this
/// machine are counted only if the option is given: they are tests, tunnels and
/// benchmarks, and could stop the server anyway.
inline constexpr std::uint32_t clients_per_address = 1000;

/// Clients at once that have logged in as one user, unless `--max-per-user`
/// says otherwise. Gmail allows the same; a mail program needs about five.
inline constexpr std::uint32_t clients_per_user = 15;

/// Failed logins that one address may have at once, and the time after which
/// one of them is forgotten. A class that shares an address may mistype, but
/// somebody who guesses passwords has only six tries a minute.
inline constexpr std::uint32_t failures = 60;
inline constexpr std::chrono::seconds forget_failure{10};

/// Addresses whose failed logins are remembered.
inline constexpr std::size_t failing_addresses = 10'000;

/// The longest time that a client with a token stays logged in, whatever the
/// token says.
inline constexpr std::chrono::seconds longest_login{100'000'000};

/// Open files that the server needs beside its clients.
inline constexpr std::uint32_t other_files = 64;

/// Threads that wait for the disk, and how many of them work for one account
/// at the same time. They sleep most of their time.
inline constexpr unsigned disk_threads = 8;
inline constexpr unsigned disk_threads_per_account = 4;

/// How long a server that stops tries to send its goodbye.
inline constexpr std::chrono::milliseconds goodbye{500};

} // namespace server::limits
