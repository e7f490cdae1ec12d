#pragma once

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <sys/types.h>

/// Runs one shell command for each message, one at a time and in order.
///
/// The command finds the number as `$1` and the text as `$2`. The text comes
/// from a stranger: it is an argument, and never becomes a part of the command.
class CommandRunner {
public:
    /// Says what is odd: a command that fails, too many that wait.
    using Trouble = std::function<void(const std::string&)>;
    /// Is told when nothing runs and nothing waits any more.
    using Idle = std::function<void()>;

    CommandRunner(asio::io_context& loop, std::string command, Trouble trouble,
                  Idle became_idle);

    void run(std::uint32_t number, std::string text);

    bool idle() const { return child_ == 0; }

private:
    struct Message {
        std::string number;
        std::string text;
    };
    void start(const Message& message);
    void start_next();
    void wait_for_child();
    void reap();

    asio::signal_set signals_;
    std::string command_;
    Trouble trouble_;
    Idle became_idle_;
    std::deque<Message> waiting_;
    pid_t child_ = 0;       ///< the one that runs; 0 is none
    bool skipping_ = false; ///< messages, and it was told
};
