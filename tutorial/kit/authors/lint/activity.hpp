#pragma once

#include "tutorial/kit/conversation/peer_activity.hpp"

#include <string>
#include <sys/types.h>

namespace lint {

/// What the programs of a process group do, as the kernel tells (proc(5)). So
/// it can be seen that a program will say nothing more, and that it has only
/// been slow.
///
/// A time that is set and not waited for cannot be seen: alarm(2), SO_RCVTIMEO.
/// So only the course's own programs are judged by it.
class Activity : public PeerActivity {
public:
    explicit Activity(pid_t group) : group_(group) {}

    /// They stand still when two observations, 200 ms apart, saw the same.
    Doing observe(Clock::time_point now) override;

private:
    pid_t group_;
    std::string seen_; ///< when it was first found to be as it is
    Clock::time_point since_;
};

} // namespace lint
