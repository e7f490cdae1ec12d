#pragma once

#include "common/toy/syntax_error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

namespace toy {

/// The lines that a server sends: one type for each. The first character of a
/// line tells its kind: `*` an event, `+` go ahead, anything else a reply.

/// `* hello toy/1 3 messages`
struct Hello {
    std::uint32_t messages;
    bool operator==(const Hello&) const = default;
};
/// `* new 4`: there are four messages now. Several may have come at once.
struct New {
    std::uint32_t messages;
    bool operator==(const New&) const = default;
};
/// `* bye` and a reason: the server is about to close.
struct Bye {
    std::string why; ///< may be empty
    bool operator==(const Bye&) const = default;
};
/// `* ok still here`: carries no news, but shows that the server is there.
struct StillHere {
    std::string text;
    bool operator==(const StillHere&) const = default;
};
/// An event of a later version, which a client ignores: `* moon full`.
struct OtherEvent {
    std::string text; ///< everything after `* `
    bool operator==(const OtherEvent&) const = default;
};
/// `+ idling`
struct GoAhead {
    std::string text;
    bool operator==(const GoAhead&) const = default;
};
/// `ok 4`, `no message 99 …`, `bad unknown command …`
struct Reply {
    enum class Outcome : std::uint8_t {
        ok,  ///< done
        no,  ///< understood, but it cannot be done
        bad, ///< not understood
    };
    Outcome outcome;
    std::string text; ///< may be empty
    bool operator==(const Reply&) const = default;
};

using ServerLine =
    std::variant<Hello, New, Bye, StillHere, OtherEvent, GoAhead, Reply>;

/// Reads one line without its end.
///
///     line  = event / go-ahead / reply
///     event = "*" SP ("hello" SP "toy/1" SP number SP "messages"
///                    / "new" SP number / "bye" [SP text] / "ok" [SP text]
///                    / text)
///     go-ahead = "+" [SP text]
///     reply = ("ok" / "no" / "bad") [SP text]
tl::expected<ServerLine, SyntaxError> parse_server_line(std::string_view line);

/// Returns `line` as text, without the line's end.
std::string print(const ServerLine& line);

} // namespace toy
