#pragma once

#include "common/imap/responses/response_reader.hpp"

#include <chrono>
#include <cstddef>

/// The limits of the IMAP client, in one place. Those of the grammar are in
/// `common/imap/limits.hpp`.
namespace imap_client::limits {

// What a server can make us hold.

/// A client that asks for no bodies takes no more than this at once.
inline constexpr imap::ResponseLimits without_bodies{.line = 64 * 1024,
                                                     .response = 512 * 1024};

/// Responses that one command collects until its tagged reply comes.
inline constexpr std::size_t collected = 10'000;

/// Pairs of a number and a UID that a view remembers. Beyond that it forgets
/// the lower half.
inline constexpr std::size_t known_pairs = 100'000;

/// UIDs that the answer to one question for news may name.
inline constexpr std::size_t news = 1'000'000;

/// Messages whose details are fetched with one command.
inline constexpr std::size_t fetch_window = 50;

/// Octets that are shown of a response that makes no sense.
inline constexpr std::size_t shown_octets = 60;

/// Responses of one conversation that make no sense. After so many we hang up.
inline constexpr int troubles = 100;

// What a caller can make us hold.

/// Commands that are sent and not yet answered. Others wait in the client.
inline constexpr std::size_t in_flight = 32;
inline constexpr std::size_t waiting = 1000;

/// The largest literal that LITERAL- allows without `+` (RFC 7888 §5).
inline constexpr std::size_t literal_minus = 4096;

// How long a server may be silent.

/// The time until the greeting.
inline constexpr std::chrono::seconds greeting{60};

/// The time until the reply to a command, or between two parts of it.
inline constexpr std::chrono::seconds reply{60};

/// The time for a whole reply, however steadily it drips.
inline constexpr std::chrono::seconds whole_reply{1800};

/// The time until the `+` that answers IDLE.
inline constexpr std::chrono::seconds go_ahead{30};

/// The time until the reply to DONE.
inline constexpr std::chrono::seconds done{15};

/// The time that the server has to answer our goodbye.
inline constexpr std::chrono::milliseconds goodbye{500};

/// A server that has ended so many IDLEs in a row by itself is polled.
inline constexpr int idles_ended = 3;

} // namespace imap_client::limits
