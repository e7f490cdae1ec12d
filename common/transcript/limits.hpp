#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of transcripts, in one place.
namespace transcript::limits {

/// Octets of a line that are kept to be shown; the rest is only counted.
inline constexpr std::size_t shown_line = 1000;

/// Octets of a `.wire` file, and of one of its lines.
inline constexpr std::size_t file = 256 * 1024;
inline constexpr std::size_t written_line = 4096;

/// Octets that one line, and all lines of a file, may become: `\{x*1001}`.
inline constexpr std::size_t text = 64 * 1024;
inline constexpr std::size_t all_text = 1024 * 1024;

inline constexpr std::size_t steps = 2000;
inline constexpr std::uint32_t connections = 9;
inline constexpr std::uint32_t mailbox = 10000;
inline constexpr std::size_t name = 32;
inline constexpr std::size_t events = 1'000'000; ///< `at most` so many

/// The longest deadline or waiting time that a file may ask for.
inline constexpr std::chrono::hours longest{24};

/// For an expected line without a deadline of its own.
inline constexpr std::chrono::seconds deadline{5};

/// Octets that the peer may send ahead of what is expected of it.
inline constexpr std::size_t unread = 1024 * 1024;

/// Steps that an explanation repeats.
inline constexpr std::size_t story = 10;

} // namespace transcript::limits
