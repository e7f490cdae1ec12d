#pragma once

#include "proto_client/watch/back_off.hpp"
#include "proto_client/watch/refusal.hpp"

namespace watch {

/// Says how long to stay away from a server, by the reason why the connection
/// has ended.
class StayAway {
public:
    /// `unsteady` is the longest wait when connections are made and do not
    /// survive.
    StayAway(const Random& random, Clock::duration unsteady);

    /// Returns the time until the next attempt. `connected` is false if no
    /// connection could be made.
    Clock::duration next(const Refusal& refusal, bool connected);

    /// A connection has survived: begins again with the shortest waits.
    void reset();

private:
    Clock::duration unsteady_;
    BackOff usual_;
    BackOff crowded_;
    BackOff refused_;
    bool fresh_token_ = true; ///< a new token was not yet refused
};

} // namespace watch
