#pragma once

#include "common/transcript/parse.hpp"
#include "common/transcript/player.hpp"
#include "common/transcript/why.hpp"
#include "tests/unit/catch.hpp"

#include <string>
#include <string_view>

/// Reads a transcript from the text of a file.
inline transcript::Transcript read_wire(std::string_view text) {
    const auto parsed = transcript::parse(text, "x.wire");
    if (!parsed) FAIL(print(parsed.error()));
    return *parsed;
}

/// Plays `wire` as the client while the server says `said` at once. Returns why
/// that fails; empty if it does not.
inline std::string why_not(const transcript::Transcript& wire,
                           std::string_view said) {
    transcript::Player player(wire, transcript::Side::client, {});
    player.next({});
    player.opened(1);
    player.receive(1, said);
    const auto action = player.next({});
    if (const auto* mismatch = std::get_if<transcript::Mismatch>(&action))
        return transcript::why(*mismatch);
    CHECK(std::holds_alternative<transcript::Finished>(action));
    return {};
}

inline std::string why_not(std::string_view text, std::string_view said) {
    return why_not(read_wire(text), said);
}
