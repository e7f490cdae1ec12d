#pragma once

#include "common/session.hpp"

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <chrono>
#include <functional>
#include <optional>

namespace client {

/// Calls a function again and again. One ticker is enough for a process: each
/// time that a program wakes up costs power, also if it has nothing to do.
///
/// Its clock goes on while the machine sleeps (CLOCK_BOOTTIME). So it ticks as
/// soon as the machine wakes up, if that was due meanwhile.
class Ticker {
public:
    Ticker(asio::io_context& loop, std::function<void()> on_tick);

    /// The first tick comes after a second. After each tick the owner says when
    /// the next is due.
    void start();

    /// The next tick comes after `pause`, unless it is due earlier.
    void tick_within(std::chrono::seconds pause);

private:
    void wait();

    asio::posix::stream_descriptor timer_;
    std::function<void()> on_tick_;
    std::optional<Clock::time_point> due_;
};

} // namespace client
