#pragma once

#include <chrono>

namespace client {

/// Notices that the machine has slept (suspend to memory or disk).
///
/// It compares two clocks, of which only one goes on while the machine sleeps.
class SleepDetector {
public:
    SleepDetector();

    /// True if the machine has slept since the last call; at the first call,
    /// since this object was made.
    bool has_slept();

private:
    std::chrono::nanoseconds slept_so_far_;
};

} // namespace client
