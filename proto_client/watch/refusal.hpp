#pragma once

#include "common/session.hpp"

#include <cstdint>

namespace watch {

/// The reason why a server would not serve us. It decides how long we stay
/// away: who comes back too soon after a wrong password may be locked out.
struct Refusal {
    enum class Kind : std::uint8_t {
        none,      ///< nobody was refused; the connection has just ended
        temporary, ///< the server cannot serve us now
        password,  ///< the server does not take the password
        token,     ///< the server does not take the token; it may be too old
        crowd,     ///< there are too many connections already
        rate,      ///< there were too many requests
        set_up,    ///< the user has to change something first
    };
    Kind kind = Kind::none;
    Clock::duration wait{}; ///< the time that the server has asked for, if any
};

} // namespace watch
