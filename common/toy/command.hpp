#pragma once

#include "common/toy/syntax_error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

namespace toy {

/// The commands of the toy protocol, which a client sends: one type for each.
struct Count {
    bool operator==(const Count&) const = default;
};
struct Read {
    std::uint32_t number; ///< the number of the message; the first is 1
    bool operator==(const Read&) const = default;
};
struct Post {
    std::string text;
    bool operator==(const Post&) const = default;
};
struct Idle {
    bool operator==(const Idle&) const = default;
};
struct Done {
    bool operator==(const Done&) const = default;
};
struct Noop {
    bool operator==(const Noop&) const = default;
};
struct Quit {
    bool operator==(const Quit&) const = default;
};

using Command = std::variant<Count, Read, Post, Idle, Done, Noop, Quit>;

/// Reads one command from a line without its end.
///
///     command = "count" / "read" SP number / "post" SP text
///             / "idle" / "done" / "noop" / "quit"
///     number  = 1*DIGIT            ; 1 to 4294967295
///     text    = 1*CHAR             ; UTF-8, no control characters
tl::expected<Command, SyntaxError> parse_command(std::string_view line);

/// Returns `command` as a line without its end.
std::string print(const Command& command);

} // namespace toy
