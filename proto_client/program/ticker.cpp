#include "proto_client/program/ticker.hpp"

#include <cerrno>
#include <cstdint>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace client {

namespace {

/// Throws std::system_error if the process has too many open files.
int make_timer() {
    const int timer =
        ::timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (timer < 0)
        throw std::system_error(errno, std::generic_category(), "timerfd");
    return timer;
}

} // namespace

Ticker::Ticker(asio::io_context& loop, std::function<void()> on_tick)
    : timer_(loop, make_timer()), on_tick_(std::move(on_tick)) {}

void Ticker::start() {
    tick_within(std::chrono::seconds(1));
    wait();
}

void Ticker::tick_within(std::chrono::seconds pause) {
    const auto due = Clock::now() + pause;
    if (due_ && *due_ <= due) return;
    due_ = due;
    itimerspec time{};
    time.it_value.tv_sec = pause.count();
    ::timerfd_settime(timer_.native_handle(), 0, &time, nullptr);
}

void Ticker::wait() {
    timer_.async_wait(
        asio::posix::stream_descriptor::wait_read, [this](auto error) {
            if (error) return;
            std::uint64_t times = 0; // that it went off
            if (::read(timer_.native_handle(), &times, sizeof times) > 0) {
                due_.reset();
                on_tick_();
            }
            wait();
        });
}

} // namespace client
