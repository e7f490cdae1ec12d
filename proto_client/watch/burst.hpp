#pragma once

#include "common/session.hpp"

#include <algorithm>
#include <optional>

namespace watch {

/// Says when to act on things that come in bursts: after a quiet time, but no
/// later than a bound after the first of them.
class Burst {
public:
    Burst(Clock::duration quiet, Clock::duration longest)
        : quiet_(quiet), longest_(longest) {}

    void came(Clock::time_point now) {
        if (!first_) first_ = now;
        last_ = now;
    }

    /// Returns the time to act, if anything has come.
    std::optional<Clock::time_point> due() const {
        if (!first_) return std::nullopt;
        return std::min(last_ + quiet_, *first_ + longest_);
    }

    /// Everything that has come so far is taken care of.
    void reset() { first_.reset(); }

private:
    Clock::duration quiet_, longest_;
    std::optional<Clock::time_point> first_;
    Clock::time_point last_{};
};

} // namespace watch
