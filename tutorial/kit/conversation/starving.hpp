#pragma once

#include "tutorial/kit/conversation/peer_activity.hpp"

#include <chrono>
#include <sys/types.h>

namespace kit {

/// Observes whether the programs of somebody else could run (proc(5)). Their
/// threads may wait for a processor while the machine does other things: such
/// a time is called work, so that it does not count. All other time counts,
/// whatever the programs do in it.
class Starving : public PeerActivity {
public:
    /// `first` is a program; what it has started is observed, too.
    explicit Starving(pid_t first);

    Doing observe(Clock::time_point now) override;

private:
    pid_t first_;
    std::chrono::nanoseconds waited_; ///< in all, when it was last looked at
    Clock::time_point last_look_;
};

} // namespace kit
