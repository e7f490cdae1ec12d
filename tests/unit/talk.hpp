#pragma once

#include "common/session.hpp"
#include "tests/unit/catch.hpp"

/// Hands a session all of `bytes`, one request after the other, as a driver
/// does that serves nobody else. Returns all that it says. It must take
/// everything.
inline std::string talk(Session& session, std::string_view bytes,
                        Clock::time_point now = {}) {
    std::string said;
    bool more = true;
    while (more) {
        const auto taken = session.receive(bytes, now);
        bytes.remove_prefix(taken);
        const auto some = session.drive(now);
        said += some;
        more = !bytes.empty() && (taken > 0 || !some.empty());
    }
    CHECK(bytes.empty());
    return said;
}
