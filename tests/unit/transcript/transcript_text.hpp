#pragma once

#include "common/transcript/parse.hpp"
#include "common/transcript/player.hpp"
#include "common/transcript/why.hpp"
#include "tests/unit/catch.hpp"

#include <string>
#include <string_view>

/// What a file with that text holds.
inline transcript::Transcript read_wire(std::string_view text) {
    const auto parsed = transcript::parse(text, "x.wire");
    if (!parsed) FAIL(print(parsed.error()));
    return *parsed;
}

/// Why `text` is not played as it should be when the server says `said` in one
/// go; empty if it is.
inline std::string why_not(std::string_view text, std::string_view said) {
    const auto wire = read_wire(text);
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
