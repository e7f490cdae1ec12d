#pragma once

#include "common/toy/syntax_error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

namespace toy {

/// What a server says. The first character of a line tells which kind it is:
/// `*` an event, `+` go ahead, anything else a reply.

/// `* hello toy/1 3 messages`
struct Hello {
    std::uint32_t messages;
    bool operator==(const Hello&) const = default;
};
/// `* new 4`: there are four messages now. It names no single message.
struct New {
    std::uint32_t messages;
    bool operator==(const New&) const = default;
};
/// `* bye`, and why: the server is about to close.
struct Bye {
    std::string why; ///< may be empty
    bool operator==(const Bye&) const = default;
};
/// `* ok still here`: news of nothing, but a sign of life.
struct StillHere {
    std::string text;
    bool operator==(const StillHere&) const = default;
};
/// An event of a later version, to be survived: `* moon full`.
struct OtherEvent {
    std::string text; ///< all that follows `* `
    bool operator==(const OtherEvent&) const = default;
};
/// `+ idling`
struct GoAhead {
    std::string text;
    bool operator==(const GoAhead&) const = default;
};
/// `ok 4`, `no message 99 …`, `bad unknown command …`
struct Reply {
    enum class Status : std::uint8_t {
        ok,  ///< done
        no,  ///< understood, but it cannot be done
        bad, ///< not understood
    };
    Status status;
    std::string text; ///< may be empty
    bool operator==(const Reply&) const = default;
};

using ServerLine =
    std::variant<Hello, New, Bye, StillHere, OtherEvent, GoAhead, Reply>;

/// Reads one line, without its end.
///
///     line  = event / go-ahead / reply
///     event = "*" SP ("hello" SP "toy/1" SP number SP "messages"
///                    / "new" SP number / "bye" [SP text] / "ok" [SP text]
///                    / text)
///     go-ahead = "+" [SP text]
///     reply = ("ok" / "no" / "bad") [SP text]
tl::expected<ServerLine, SyntaxError> parse_server_line(std::string_view line);

/// The line that says it, without its end.
std::string print(const ServerLine& line);

} // namespace toy
