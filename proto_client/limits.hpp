#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of the client that is not the protocol's own, in one place.
namespace client_limits {

/// Commands that have been sent and not yet answered; more wait their turn.
inline constexpr std::size_t in_flight = 32;

/// A server that owes us a greeting, a go-ahead or a reply for so long is
/// gone, whatever else it says.
inline constexpr std::chrono::seconds reply_deadline{30};

/// So long we wait for the server to answer our goodbye.
inline constexpr std::chrono::milliseconds goodbye{500};

/// Lines of one conversation that make no sense; after that we hang up.
inline constexpr int troubles = 100;

/// Octets shown of a line that makes no sense.
inline constexpr std::size_t shown_octets = 60;

/// Messages that a watch asks for at once.
inline constexpr std::uint32_t read_window = 16;

/// Messages in a row that the server has announced and does not have.
inline constexpr int missing_in_a_row = 100;

/// A watch that has heard nothing for the time between two re-arms, and for
/// this on top, takes the server for dead.
inline constexpr std::chrono::seconds grace{60};

/// A server that refuses to let us idle, or ends it, is asked for the number
/// of its messages, and to idle, so often.
inline constexpr std::chrono::seconds retry_idle{10};

/// The wait before the first new attempt to connect; it doubles each time …
inline constexpr std::chrono::seconds first_retry{1};

/// … up to this …
inline constexpr std::chrono::seconds longest_retry{60};

/// … and starts again when a connection has survived so much idling.
inline constexpr std::chrono::seconds survived{30};

/// To resolve a name and connect to one of its numbers.
inline constexpr std::chrono::seconds connect_deadline{10};

/// The clock that runs while the machine sleeps got ahead of the other by so
/// much: it has slept.
inline constexpr std::chrono::seconds sleep_gap{5};

/// A program that is told to stop is gone after so long, whatever happens.
inline constexpr std::chrono::milliseconds exit{800};

/// At the end of its input the shell waits for the server to close: so long
/// after the last octet that came, and so long in all.
inline constexpr std::chrono::seconds shell_silence{2};
inline constexpr std::chrono::seconds shell_end{30};

/// Octets that the shell takes at once, from either side.
inline constexpr std::size_t shell_portion = 4096;

/// Messages that are posted from one input.
inline constexpr std::size_t posts = 100'000;

/// Messages that wait for the command of `--exec`; more are skipped.
inline constexpr std::size_t waiting_commands = 1000;

} // namespace client_limits
