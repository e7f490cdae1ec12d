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

/// Open files that the server needs beside its clients.
inline constexpr std::uint32_t other_files = 64;

/// How long a stopping server tries to send its last words.
inline constexpr std::chrono::milliseconds goodbye{500};

} // namespace limits
