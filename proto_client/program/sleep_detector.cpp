#include "proto_client/program/sleep_detector.hpp"

#include "proto_client/limits.hpp"

#include <ctime>
#include <utility>

namespace client {

namespace {

std::chrono::nanoseconds read_clock(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) +
           std::chrono::nanoseconds(time.tv_nsec);
}

/// Returns how long the machine has slept since it was started.
std::chrono::nanoseconds time_asleep() {
#ifdef CLOCK_BOOTTIME // Linux
    return read_clock(CLOCK_BOOTTIME) - read_clock(CLOCK_MONOTONIC);
#else
    return {};
#endif
}

} // namespace

SleepDetector::SleepDetector() : slept_so_far_(time_asleep()) {}

bool SleepDetector::has_slept() {
    const auto before = std::exchange(slept_so_far_, time_asleep());
    return slept_so_far_ - before >= limits::sleep_gap;
}

} // namespace client
