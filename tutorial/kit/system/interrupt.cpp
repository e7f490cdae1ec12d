#include "tutorial/kit/system/interrupt.hpp"

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <csignal>
#include <iostream>

struct Interrupt::Ear {
    asio::io_context loop{1};
    asio::signal_set signals{loop, SIGINT, SIGTERM};
    asio::steady_timer timer{loop};
    bool asked = false;
};

Interrupt::Interrupt() : ear_(std::make_unique<Ear>()) {
    ear_->signals.async_wait([ear = ear_.get()](asio::error_code error, int) {
        if (error) return;
        ear->asked = true;
        ear->timer.cancel();
    });
}

Interrupt::~Interrupt() = default;

void Interrupt::look() {
    ear_->loop.poll();
    if (ear_->asked) throw Asked{};
}

void Interrupt::wait(std::chrono::milliseconds time) {
    bool over = false;
    ear_->timer.expires_after(time);
    ear_->timer.async_wait([&over](asio::error_code) { over = true; });
    while (!over) ear_->loop.run_one();
    look();
}

int say_bye() {
    std::cout << "\nbye" << std::endl;
    return 128 + SIGINT;
}
