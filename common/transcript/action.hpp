#pragma once

#include "common/session.hpp"
#include "common/transcript/mismatch.hpp"
#include "common/transcript/transcript.hpp"

#include <optional>
#include <string>
#include <variant>

namespace transcript {

/// What a player asks of whoever drives it.

/// As the client: connect, then call `opened()` or `closed()`. As the server:
/// a client should connect, and `opened()` is called when it has.
struct Open {
    Connection connection;
};
/// One segment.
struct Send {
    Connection connection;
    std::string octets;
};
/// Hand in what comes, from any connection; ask again when something came, or
/// when it is `until`.
struct Await {
    Clock::time_point until;
};
struct HangUp {
    enum class How : std::uint8_t {
        close,
        reset, ///< with RST
        half,  ///< say that nothing more will be sent, and go on listening
    };
    Connection connection;
    How how;
};
struct Finished {};

/// `Deliver`, `Wait` and `BeginTls` are those of the file. When TLS cannot be
/// had, call `closed()`.
using Action = std::variant<Open, Send, Await, Deliver, Wait, BeginTls, HangUp,
                            Finished, Mismatch>;

/// What a step needs next; nothing when the step is done.
using NextAction = std::optional<Action>;

} // namespace transcript
