#pragma once

#include "common/session.hpp"
#include "common/transcript/mismatch.hpp"
#include "common/transcript/transcript.hpp"

#include <optional>
#include <string>
#include <variant>

namespace transcript {

// The actions that a player asks of its driver.

/// When the client is played: connect, then call `opened()` or `closed()`. When
/// the server is played: call `opened()` once the client has connected.
struct Open {
    Connection connection;
};
/// Send one segment.
struct Send {
    Connection connection;
    std::string octets;
};
/// Hand in what comes on any connection. Ask again when something has come, or
/// at the time `until`.
struct Await {
    Clock::time_point until;
    /// The time passes even while the peer cannot run, since a silence is not
    /// longer for a slow peer.
    bool real_time = false;
};
struct HangUp {
    enum class How : std::uint8_t {
        close,
        reset, ///< with RST
        half,  ///< end our direction only: what comes is still received
    };
    Connection connection;
    How how;
};
/// Wait until the client's program has ended, then call `program_ended()`; or
/// until the time `until`.
struct AwaitEnd {
    Clock::time_point until;
};
struct Finished {};

/// Any action. `Deliver`, `Wait`, `Refuse` and `BeginTls` are steps of the
/// file. Call `closed()` when TLS cannot begin.
using Action = std::variant<Open, Send, Await, AwaitEnd, Deliver, Wait, Refuse,
                            BeginTls, HangUp, Finished, Mismatch>;

/// The action that a step needs next; nothing when the step is done.
using NextAction = std::optional<Action>;

} // namespace transcript
