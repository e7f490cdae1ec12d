#pragma once

#include "common/session.hpp"

#include <functional>

namespace watch {

/// Returns a random number: at least 0 and less than 1.
using Random = std::function<double()>;

/// Says how long to wait before the next attempt: twice as long each time, up
/// to a limit. A random part of the wait keeps a thousand clients that have
/// lost one server from coming back at the same moment.
class BackOff {
public:
    explicit BackOff(Random random) : random_(std::move(random)) {}

    /// Returns the next wait: between the half and the whole of 1, 2, 4 … 60
    /// seconds (`client::limits::first_retry`,
    /// `client::limits::longest_retry`).
    Clock::duration next();

    /// Begins again with the shortest wait.
    void reset() { attempts_ = 0; }

private:
    Random random_;
    int attempts_ = 0;
};

} // namespace watch
