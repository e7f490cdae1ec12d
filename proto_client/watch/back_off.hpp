#pragma once

#include "common/session.hpp"

#include <functional>

/// A random number from 0 up to, and not including, 1.
using Random = std::function<double()>;

/// How long to wait before one more attempt: twice as long each time, up to a
/// limit, and never quite the same.
///
/// If a thousand clients lose one server, they do not come back at once.
class BackOff {
public:
    explicit BackOff(Random random) : random_(std::move(random)) {}

    /// Between the half and the whole of 1, 2, 4 … 60 seconds
    /// (`client_limits::first_retry`, `client_limits::longest_retry`).
    Clock::duration next();

    /// All is well: begins again with the shortest wait.
    void reset() { attempts_ = 0; }

private:
    Random random_;
    int attempts_ = 0;
};
