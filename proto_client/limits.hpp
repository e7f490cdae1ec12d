#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// The limits of the client, in one place. Those of the toy protocol are in
/// `common/toy/limits.hpp`.
namespace client::limits {

// Every client.

/// Requests that are sent before the first of them is answered. More requests
/// wait in the client.
inline constexpr std::size_t in_flight = 32;

/// The time that a server has to answer our goodbye.
inline constexpr std::chrono::milliseconds goodbye{500};

/// Lines of one conversation that make no sense. After so many we hang up.
inline constexpr int troubles = 100;

/// Octets that are shown of a line that makes no sense.
inline constexpr std::size_t shown_octets = 60;

// The toy's client.

/// A server that does not send a greeting, a go-ahead or a reply within this
/// time is taken for dead, whatever else it sends.
inline constexpr std::chrono::seconds reply_deadline{30};

/// Messages that are asked for at once when a watch catches up.
inline constexpr std::uint32_t read_window = 16;

/// Messages in a row that the server has announced and cannot show. After so
/// many we hang up.
inline constexpr int missing_in_a_row = 100;

// The watch.

/// A server is taken for dead when nothing has come for the time between two
/// re-arms and this time more.
inline constexpr std::chrono::seconds grace{60};

/// A server of the toy that does not let us idle is asked for news, and to let
/// us idle, after this time.
inline constexpr std::chrono::seconds retry_idle{10};

/// An idling client re-arms by IMAP after this time, unless it is told
/// otherwise: some servers and routers drop a connection that is silent for ten
/// minutes.
inline constexpr std::chrono::minutes imap_rearm{9};

/// A server is re-armed no more often than this, if the time was learned.
inline constexpr std::chrono::seconds shortest_rearm{60};

/// A server that does not push is asked for news by IMAP after this time,
/// unless the client is told otherwise.
inline constexpr std::chrono::seconds imap_poll{60};

/// The longest wait before the first new attempt to connect. It doubles with
/// each attempt.
inline constexpr std::chrono::seconds first_retry{1};

/// The longest wait before an attempt, unless we were refused.
inline constexpr std::chrono::seconds longest_retry{60};

/// The same by IMAP when connections are made and do not survive. A server that
/// closes after each login is called about a hundred times a day.
inline constexpr std::chrono::minutes imap_longest_unsteady{15};

/// The longest waits when there are too many connections or requests.
inline constexpr std::chrono::minutes first_crowded{2};
inline constexpr std::chrono::minutes longest_crowded{15};

/// The longest wait that a server may ask for.
inline constexpr std::chrono::minutes longest_rate{5};

/// The longest waits when the server does not take our password or our token,
/// or when the user has to set up something. The shortest ones are the half.
inline constexpr std::chrono::minutes first_refused{10};
inline constexpr std::chrono::minutes longest_refused{60};

/// A connection that has idled for this time has survived: the next wait is the
/// first one again.
inline constexpr std::chrono::seconds survived{30};
inline constexpr std::chrono::seconds imap_survived{60};

/// Nudges in a row after which nothing was new. Further nudges are followed
/// once a second.
inline constexpr int idle_talk = 3;

/// Mailboxes that one process watches. Each has a connection and two files.
inline constexpr std::size_t mailboxes = 200;

/// Octets of the file of `--config`.
inline constexpr std::size_t config = 1024 * 1024;

// The program.

/// The time to resolve a name and to connect to one of its addresses.
inline constexpr std::chrono::seconds connect_deadline{10};

/// An attempt to connect, from the command for the secret on, cannot take
/// longer, unless we hang.
inline constexpr std::chrono::seconds attempt{60};

/// A watch that only waits wakes up so often. It is no longer than `sleep_gap`:
/// after a sleep that counts, the next tick is due.
inline constexpr std::chrono::seconds calm_tick{5};

/// The machine has slept if the clock that goes on meanwhile has gained this
/// time on the clock that does not.
inline constexpr std::chrono::seconds sleep_gap{5};

/// A program that is told to stop ends after this time, whatever happens.
inline constexpr std::chrono::milliseconds exit{800};

/// The time that the service manager is asked to wait while no server can be
/// reached, from each failure on. It is longer than the longest wait.
inline constexpr std::chrono::minutes service_start{75};

/// After the end of its input the shell waits for the server to close: this
/// time after the last octet that has come.
inline constexpr std::chrono::seconds shell_silence{2};

/// The time in all that the shell waits for the server to close.
inline constexpr std::chrono::seconds shell_end{30};

/// Octets that the shell reads at once, from either side.
inline constexpr std::size_t shell_portion = 4096;

/// Messages that can be posted from one input.
inline constexpr std::size_t posts = 100'000;

/// The time that the command for a password or a token has, and the octets that
/// it may print.
inline constexpr std::chrono::seconds secret{30};
inline constexpr std::size_t secret_octets = 64 * 1024;

/// Messages that wait for the command of `--exec`. More messages are skipped.
inline constexpr std::size_t hook_messages = 1000;

/// Messages that come together are handed to one command: it is run after this
/// quiet time, but no later than that time after the first of them.
inline constexpr std::chrono::milliseconds hook_quiet{500};
inline constexpr std::chrono::seconds hook_burst{5};

/// The time that a command of `--exec` has; then it is asked to end, and after
/// the second time it is ended.
inline constexpr std::chrono::minutes hook{5};
inline constexpr std::chrono::seconds hook_end{5};

/// The time until a command of `--exec` that has failed gets its messages
/// again, with `--retry-hook`.
inline constexpr std::chrono::seconds hook_retry{60};

/// Octets that are read of what a command has printed, where that matters.
inline constexpr std::size_t hook_output = 64;

/// Messages that the notice of `--notify` shows in full.
inline constexpr std::size_t notice_lines = 5;

} // namespace client::limits
