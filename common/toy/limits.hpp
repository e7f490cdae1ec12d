#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// All limits of the toy protocol.
namespace toy::limits {

/// Octets of a line; its end is not counted.
inline constexpr std::size_t line = 1000;

/// Octets of the text of a message: "post " must fit into its line, too.
inline constexpr std::size_t text = line - 5;

/// A client leaves idling and enters it again after this time at the latest:
/// the server may hang up after 30 minutes (RFC 2177 §3).
inline constexpr std::chrono::seconds rearm{29 * 60};

} // namespace toy::limits

/// Our programs' own choices, which an option can change.
namespace toy {

inline constexpr std::uint16_t default_port = 1430;

/// A server that has received no line for this time says bye and closes.
inline constexpr std::chrono::seconds default_autologout{30 * 60};

/// The server sends an idling client at least one line in this time.
inline constexpr std::chrono::seconds default_keepalive{2 * 60};

/// A client leaves idling and enters it again after this time.
inline constexpr std::chrono::seconds default_rearm{9 * 60};

} // namespace toy
