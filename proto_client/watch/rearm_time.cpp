#include "proto_client/watch/rearm_time.hpp"

#include "proto_client/limits.hpp"

#include <algorithm>
#include <utility>

namespace watch {

using std::chrono::seconds;

/// A silence as long as our own time tells only that the connection was dead
/// when it was re-armed. Then the half of the time is tried.
bool RearmTime::lost_after(Clock::duration silence) {
    if (silence < client::limits::shortest_rearm) {
        last_.reset();
        return false;
    }
    silence = std::min<Clock::duration>(silence, time_);
    const auto before = std::exchange(last_, silence);
    if (!before || std::chrono::abs(silence - *before) > *before / 10)
        return false;
    const auto shorter =
        std::max(std::chrono::duration_cast<seconds>(
                     silence < time_ ? silence * 3 / 4 : silence / 2),
                 client::limits::shortest_rearm);
    if (shorter >= time_) return false;
    time_ = shorter;
    last_.reset();
    return true;
}

} // namespace watch
