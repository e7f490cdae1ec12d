#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <utility>

namespace client {

/// Calls a function once a second. One ticker is enough for a process: each
/// time that a program wakes up costs power, also if it has nothing to do.
class Ticker {
public:
    Ticker(asio::io_context& loop, std::function<void()> on_tick)
        : timer_(loop), on_tick_(std::move(on_tick)) {}

    void start() {
        timer_.expires_after(std::chrono::seconds(1));
        timer_.async_wait([this](asio::error_code error) {
            if (error) return;
            on_tick_();
            start();
        });
    }

private:
    asio::steady_timer timer_;
    std::function<void()> on_tick_;
};

} // namespace client
