#pragma once

#include "common/imap/responses/response_reader.hpp"
#include "proto_client/limits.hpp"

#include <chrono>
#include <cstddef>

/// The limits of the IMAP client, in one place. Those of the grammar are in
/// `common/imap/limits.hpp`.
namespace imap_client::limits {

// These are the same for every client.
using client::limits::goodbye;
using client::limits::in_flight;
using client::limits::shown_octets;
using client::limits::troubles;

// A server can make us hold so much.

/// A client that asks for no bodies takes no more than this at once.
inline constexpr imap::ResponseLimits without_bodies{.line = 64 * 1024,
                                                     .response = 512 * 1024};

/// A client that asks for whole messages: one at a time is held.
inline constexpr imap::ResponseLimits with_bodies{};

/// Responses that one command collects until its tagged reply comes.
inline constexpr std::size_t collected = 10'000;

/// Pairs of a number and a UID that a view remembers. Beyond that it forgets
/// the lower half.
inline constexpr std::size_t known_pairs = 100'000;

/// UIDs that the answer to one question for news may name. For more the
/// question is asked again.
inline constexpr std::size_t news = 1'000'000;

/// Messages whose details are asked for at once.
inline constexpr std::size_t details = 50;

/// IDLEs in a row that a server ends by itself. After so many it is polled.
inline constexpr int ended_idles = 3;

/// Octets of a header field that are shown.
inline constexpr std::size_t shown_field = 1000;

// A caller can make us hold so much.

/// Commands that wait to be sent, beside those in flight.
inline constexpr std::size_t waiting = 1000;

/// The largest literal that LITERAL- allows without `+` (RFC 7888 §5).
inline constexpr std::size_t literal_minus = 4096;

/// Octets of the URL of a mailbox.
inline constexpr std::size_t url = 2000;

// A server may be silent for so long.

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

} // namespace imap_client::limits
