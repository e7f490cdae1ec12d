#include "tutorial/kit/system/interrupt.hpp"

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <csignal>
#include <iostream>

namespace kit {

struct Interrupt::SignalHandler {
    asio::io_context loop{1};
    asio::signal_set signals{loop, SIGINT, SIGTERM};
    asio::steady_timer timer{loop};
    bool asked = false;
};

Interrupt::Interrupt() : handler_(std::make_unique<SignalHandler>()) {
    handler_->signals.async_wait(
        [handler = handler_.get()](asio::error_code error, int) {
            if (error) return;
            handler->asked = true;
            handler->timer.cancel();
        });
}

Interrupt::~Interrupt() = default;

void Interrupt::throw_if_asked() {
    handler_->loop.poll();
    if (handler_->asked) throw Asked{};
}

void Interrupt::wait(std::chrono::milliseconds time) {
    bool over = false;
    handler_->timer.expires_after(time);
    handler_->timer.async_wait([&over](asio::error_code) { over = true; });
    while (!over) handler_->loop.run_one();
    throw_if_asked();
}

int say_bye() {
    std::cout << "\nbye" << std::endl;
    return 128 + SIGINT;
}

} // namespace kit
