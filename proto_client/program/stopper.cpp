#include "proto_client/program/stopper.hpp"

#include "proto_client/limits.hpp"

#include <asio/post.hpp>
#include <csignal>
#include <utility>

namespace client {

Stopper::Stopper(asio::io_context& loop, std::function<void()> say_goodbye)
    : loop_(loop), signals_(loop, SIGINT, SIGTERM), timer_(loop),
      say_goodbye_(std::move(say_goodbye)) {
    wait_for_signal();
}

void Stopper::wait_for_signal() {
    signals_.async_wait([this](asio::error_code error, int) {
        if (error) return;
        if (interrupted_) return loop_.stop();
        interrupted_ = true;
        stop();
        wait_for_signal();
    });
}

void Stopper::stop() {
    if (std::exchange(stopping_, true)) return;
    timer_.expires_after(limits::exit);
    timer_.async_wait([this](asio::error_code) { loop_.stop(); });
    asio::post(
        loop_,
        say_goodbye_); // not now: our caller may be a handler of a session
}

} // namespace client
