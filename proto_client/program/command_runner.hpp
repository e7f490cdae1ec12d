#pragma once

#include "common/system/child.hpp"

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>

namespace client {

/// Runs one shell command for each message, one at a time and in order.
///
/// The command finds the message's number as `$1` and its text as `$2`. The
/// text comes from a stranger: it is an argument and never a part of the
/// command.
class CommandRunner {
public:
    /// Called with a sentence when a command fails or a message is skipped.
    using OnTrouble = std::function<void(const std::string&)>;
    /// Called when no command runs and none waits.
    using OnIdle = std::function<void()>;

    CommandRunner(asio::io_context& loop, std::string command,
                  OnTrouble on_trouble, OnIdle on_idle);

    /// Runs the command for a message, after those that wait. At most
    /// `limits::waiting_commands` wait; further messages are skipped.
    void run(std::uint32_t number, std::string text);

    bool idle() const { return !child_; }

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
    OnTrouble on_trouble_;
    OnIdle on_idle_;
    std::deque<Message> waiting_;
    std::optional<Child> child_; ///< the command that runs
    bool skipping_ = false;      ///< messages are skipped, and this was told
};

} // namespace client
