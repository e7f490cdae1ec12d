#pragma once

#include "common/system/child.hpp"
#include "proto_client/limits.hpp"
#include "proto_client/program/child_signal.hpp"
#include "proto_client/watch/burst.hpp"
#include "proto_client/watch/news_source.hpp"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace client {

/// The command that a watch runs when messages have come.
struct HookOptions {
    std::string command = {}; ///< empty if there is none
    bool shell = false;       ///< a shell runs it, not we
    bool retry = false;       ///< after a failure it gets its messages again
};

/// Runs a command for the messages of one mailbox: those that came together in
/// one run, one run at a time, and one further run for what came meanwhile.
///
/// The command is a program and its arguments, parted by spaces, unless a shell
/// is wanted. The facts are behind them, in the environment, and as JSON on the
/// standard input. They come from strangers, and are never a part of the
/// command itself.
///
/// The command has a time limit. It and all that it has started end with us.
class Hook {
public:
    /// Called with a sentence when a command fails or messages are skipped.
    using OnTrouble = std::function<void(const std::string&)>;
    /// Called when no command runs and no message waits.
    using OnIdle = std::function<void()>;

    struct Times {
        Clock::duration quiet = limits::hook_quiet;
        Clock::duration longest = limits::hook_burst;
        Clock::duration most = limits::hook;
        Clock::duration end = limits::hook_end;
        Clock::duration retry = limits::hook_retry;
    };

    Hook(asio::io_context& loop, HookOptions options, std::string mailbox,
         OnTrouble on_trouble, OnIdle on_idle, Times times);

    /// Runs the command for a message soon. At most `limits::hook_messages`
    /// wait; further messages are skipped. Does nothing if there is no command.
    void message(const watch::NewsSource::Message& message);

    /// No more messages will come: does not wait for them.
    void hurry();

    /// The program stops: what still waits is not handed over, and this is
    /// told.
    void stop();

    bool idle() const { return !child_ && waiting_.empty(); }

private:
    struct Message {
        std::uint32_t number = 0;
        std::string text, from, json;
    };
    void start_when_due();
    void start();
    Child::Arguments arguments(const Message& newest) const;
    void limit_time(int signal, Clock::duration time);
    void look();
    void ended(const Exit& exit);
    void failed(const std::string& why);
    static std::string count(const std::vector<Message>& messages);
    std::string fate(const std::vector<Message>& messages) const;

    HookOptions options_;
    Times times_;
    std::string mailbox_;
    OnTrouble on_trouble_;
    OnIdle on_idle_;
    ChildSignal signal_;
    asio::steady_timer due_;
    asio::steady_timer limit_;
    watch::Burst burst_;
    std::vector<Message> waiting_;
    std::vector<Message> running_; ///< what the command that runs was given
    std::optional<Child> child_;   ///< the command that runs
    bool skipping_ = false;        ///< messages are skipped, and this was told
};

} // namespace client
