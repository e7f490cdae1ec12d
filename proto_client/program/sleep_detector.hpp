#pragma once

#include <chrono>

/// Notices that the machine has slept (suspend to memory or disk).
///
/// Two clocks run side by side, and only one of them while the machine sleeps.
class SleepDetector {
public:
    SleepDetector();

    /// True when it has slept since the last call, or since the beginning.
    bool has_slept();

private:
    std::chrono::nanoseconds slept_so_far_;
};
