#pragma once

#include "common/session.hpp"
#include "proto_client/limits.hpp"

#include <functional>

namespace watch {

/// Returns a random number: at least 0 and less than 1.
using Random = std::function<double()>;

/// Says how long to wait before the next attempt: twice as long each time, up
/// to a limit. A random part of the wait keeps a thousand clients that have
/// lost one server from coming back at the same moment.
class BackOff {
public:
    explicit BackOff(Random random,
                     Clock::duration first = client::limits::first_retry)
        : random_(std::move(random)), first_(first) {}

    /// Returns the next wait: between the half and the whole of the first one,
    /// of twice that, four times that, and so on up to `most`.
    Clock::duration next(Clock::duration most = client::limits::longest_retry);

    /// Begins again with the shortest wait.
    void reset() { attempts_ = 0; }

private:
    Random random_;
    Clock::duration first_;
    int attempts_ = 0;
};

} // namespace watch
