#pragma once

#include "common/session.hpp"
#include "tests/unit/catch.hpp"

/// Hands all of `bytes` to a session, one request after the other, like a
/// driver that has this session alone. Returns everything that the session
/// says. The session must take all octets.
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
