#pragma once

#include <cstddef>
#include <cstdint>

/// Every limit of the server that is not the protocol's own, in one place.
namespace limits {

/// Messages of one mailbox; of the longest kind they take 100 MB.
inline constexpr std::uint32_t messages = 100'000;

/// Octets of replies that wait for a client to read them. Beyond, its commands
/// wait too. One more reply may stand above it.
inline constexpr std::size_t output = 16 * 1024;

} // namespace limits
