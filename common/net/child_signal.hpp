#pragma once

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <csignal>
#include <functional>
#include <utility>

namespace net {

/// Calls a function whenever a child of this process may have ended.
class ChildSignal {
public:
    ChildSignal(asio::io_context& loop, std::function<void()> on_signal)
        : signals_(loop, SIGCHLD), on_signal_(std::move(on_signal)) {
        wait();
    }

private:
    void wait() {
        signals_.async_wait([this](asio::error_code error, int) {
            if (error) return;
            on_signal_();
            wait();
        });
    }

    asio::signal_set signals_;
    std::function<void()> on_signal_;
};

} // namespace net
