#pragma once

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <functional>

namespace client {

/// Ends the program's loop in bounded time: at Ctrl-C, at SIGTERM, or when
/// `stop()` is called.
class Stopper {
public:
    /// `say_goodbye` is called once, from the loop, when the program has to
    /// stop. The loop ends `limits::exit` later, or at a second signal.
    Stopper(asio::io_context& loop, std::function<void()> say_goodbye);

    void stop();
    bool stopping() const { return stopping_; }

    /// True if Ctrl-C or SIGTERM has stopped the program.
    bool interrupted() const { return interrupted_; }

private:
    void wait_for_signal();

    asio::io_context& loop_;
    asio::signal_set signals_;
    asio::steady_timer timer_;
    std::function<void()> say_goodbye_;
    bool stopping_ = false;
    bool interrupted_ = false;
};

} // namespace client
