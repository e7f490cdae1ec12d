#pragma once

#include "tutorial/kit/conversation/peer_activity.hpp"

#include <string>
#include <sys/types.h>

namespace kit::lint {

/// Observes the programs of a process group with the help of the kernel
/// (proc(5)). This shows when a program will say nothing more, and when it is
/// only slow.
///
/// It does not show a time that a program has set and does not wait for, as
/// alarm(2) and SO_RCVTIMEO do. That is why only programs of the course are
/// observed.
class Activity : public PeerActivity {
public:
    explicit Activity(pid_t group) : group_(group) {}

    /// Observes them. They stand still when two observations, at least 200 ms
    /// apart, see the same.
    Doing observe(Clock::time_point now) override;

private:
    pid_t group_;
    std::string seen_; ///< at the time since_, and ever since
    Clock::time_point since_;
};

} // namespace kit::lint
