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
    /// The times of all threads so far.
    struct Times {
        std::chrono::nanoseconds ran{};
        std::chrono::nanoseconds waited{}; ///< for a processor
        bool wants_to_run = false;         ///< one of them, now
    };

    /// `first` is a program; what it has started is observed, too.
    explicit Starving(pid_t first);

    Doing observe(Clock::time_point now) override;

private:
    pid_t first_;
    Times seen_;                      ///< when it was last looked at
    std::chrono::nanoseconds owed_{}; ///< time of waiting that was not told yet
    Clock::time_point last_look_;
};

/// True if the programs want the processor all the time until they have had it
/// for `enough`. A program that waits for somebody else is found at once. One
/// that still gets ready, as Java compiles what it runs, rests in the end.
bool never_rests(pid_t first,
                 std::chrono::nanoseconds enough = std::chrono::seconds(3));

} // namespace kit
