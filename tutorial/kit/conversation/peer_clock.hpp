#pragma once

#include "tutorial/kit/conversation/peer_activity.hpp"

#include <functional>
#include <memory>

/// The player's clock in a conversation over a network.
///
/// It goes as the machine's clock does, unless the peer is observed. Then it
/// stands still while the peer works, for the machine may be slow; and when the
/// peer stands still, nothing more will come, and the clock is turned to the
/// deadline, as it is in memory.
class PeerClock {
public:
    /// The time by which the clock may fall behind the machine's, in all.
    static constexpr std::chrono::seconds most_discount{60};

    using Observe = std::function<std::unique_ptr<PeerActivity>()>;

    /// From now on the peer is observed: `observe` begins to do so each time.
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

    /// Turns the clock back to what it showed at `since` on the machine's
    /// clock, unless `most_discount` is used up.
    void discount(Clock::time_point since);

private:
    Observe observe_;
    Clock::duration offset_{};
    Clock::duration discounted_{};
};
