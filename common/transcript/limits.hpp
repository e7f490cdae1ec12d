#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// All limits of transcripts.
namespace transcript::limits {

/// The octets of a line that are kept to be shown; the rest is only counted.
inline constexpr std::size_t shown_line = 1000;

/// The octets of a `.wire` file, and of one of its lines.
inline constexpr std::size_t file = 256 * 1024;
inline constexpr std::size_t written_line = 4096;

/// The octets of one line, and of all lines of a file, when repetitions such as
/// `\{x*1001}` are written out.
inline constexpr std::size_t text = 64 * 1024;
inline constexpr std::size_t all_text = 1024 * 1024;

inline constexpr std::size_t steps = 2000;
inline constexpr std::uint32_t connections = 9;
inline constexpr std::uint32_t mailbox = 10000;
inline constexpr std::uint32_t begin_messages = 100; ///< behind `@begin`
inline constexpr std::size_t name = 32;
inline constexpr std::size_t events = 1'000'000; ///< behind `at most`

/// The longest deadline or waiting time that a file may ask for.
inline constexpr std::chrono::hours longest{24};

/// The time for an expected line that has no deadline of its own.
inline constexpr std::chrono::seconds deadline{5};

/// The longest pause, and the longest time without an open door.
inline constexpr std::chrono::seconds pause{15};

/// The messages that one `!deliver` brings.
inline constexpr std::uint32_t deliveries = 1000;

/// The numbers of `@vary`, and how many of them there may be.
inline constexpr std::uint32_t varied_number = 1'000'000;
inline constexpr std::size_t varied = 32;

/// The octets that the peer may send before they are expected.
inline constexpr std::size_t unread = 1024 * 1024;

/// The past steps that an explanation shows.
inline constexpr std::size_t story = 10;

} // namespace transcript::limits
