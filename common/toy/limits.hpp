#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of the toy protocol, in one place.
namespace toy {

inline constexpr std::uint16_t default_port = 1430;

/// Octets of a line, its end not counted.
inline constexpr std::size_t max_line = 1000;

/// Octets of the text of a message: the line that posts it holds "post " too.
inline constexpr std::size_t max_text = max_line - 5;

/// A server that has heard no line for so long says bye and closes.
inline constexpr std::chrono::seconds default_autologout{30 * 60};

/// An idling client hears from the server at least so often.
inline constexpr std::chrono::seconds default_keepalive{2 * 60};

/// A client leaves and re-enters idling so often, and never more rarely than
/// the most: the server may hang up a minute later (RFC 2177 §3).
inline constexpr std::chrono::seconds default_rearm{9 * 60};
inline constexpr std::chrono::seconds max_rearm{29 * 60};

} // namespace toy
