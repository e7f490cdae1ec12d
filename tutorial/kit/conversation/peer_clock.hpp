#pragma once

#include "tutorial/kit/conversation/peer_activity.hpp"

#include <functional>
#include <memory>

namespace kit {

/// The player's clock in a conversation over a network.
///
/// It goes as the machine's clock does, unless the peer is observed. Then the
/// time in which the peer works does not count, since the machine may be slow.
/// When the peer stands still, nothing more will come, and the clock is turned
/// forward to the deadline, as it is in memory.
class PeerClock {
public:
    /// Limits the time of one conversation that does not count.
    static constexpr std::chrono::seconds most_discount{60};

    using Observe = std::function<std::unique_ptr<PeerActivity>()>;

    /// Lets the peer be observed: `observe` begins a new observation.
    void observe_with(Observe observe) { observe_ = std::move(observe); }
    bool observes() const { return bool(observe_); }
    std::unique_ptr<PeerActivity> observe() const { return observe_(); }

    Clock::time_point now() const { return Clock::now() + offset_; }

    /// Returns the machine's time at the player's `time`.
    Clock::time_point on_machine(Clock::time_point time) const {
        return time - offset_;
    }

    /// Turns the clock forward to `time`.
    void turn_to(Clock::time_point time) { offset_ += time - now(); }

    /// Turns the clock back, so that the time since `since` on the machine's
    /// clock does not count, unless `most_discount` is used up.
    void discount(Clock::time_point since);

private:
    Observe observe_;
    Clock::duration offset_{};
    Clock::duration discounted_{};
};

} // namespace kit
