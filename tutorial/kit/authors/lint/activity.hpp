#pragma once

#include "tutorial/kit/conversation/peer_activity.hpp"

#include <string>
#include <sys/types.h>

namespace kit::lint {

/// Observes a program, and those that it has started, with the help of the
/// kernel (proc(5)). This shows when a program will say nothing more, and when
/// it is only slow.
///
/// It does not show a time that a program has set and does not wait for, as
/// alarm(2) and SO_RCVTIMEO do. That is why only programs of the course are
/// observed.
class Activity : public PeerActivity {
public:
    explicit Activity(pid_t first) : first_(first) {}

    /// Observes them. They stand still when two observations, at least 200 ms
    /// apart, see the same.
    Doing observe(Clock::time_point now) override;

private:
    pid_t first_;
    std::string seen_; ///< at the time since_, and ever since
    Clock::time_point since_;
};

} // namespace kit::lint
