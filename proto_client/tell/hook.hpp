#pragma once

#include "common/net/child_signal.hpp"
#include "common/system/child.hpp"
#include "common/system/file.hpp"
#include "proto_client/limits.hpp"
#include "proto_client/watch/burst.hpp"
#include "proto_client/watch/news_source.hpp"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace client {

/// Runs commands for messages that have come: those that came together in one
/// run, one run at a time, and one further run for what came meanwhile.
///
/// The commands have a time limit. They and all that they have started end with
/// us.
class Hook {
public:
    /// A copy of the facts of a message, as a stranger has written them.
    struct Message {
        std::string mailbox;
        std::uint32_t number;
        std::string text, from, date, message_id;
        watch::NewsSource::Event event = {};

        watch::NewsSource::Message view() const {
            return {number, text, from, date, message_id, {}, event};
        }
    };
    using Messages = std::vector<Message>;

    /// The commands for some messages. Each command is run only if the one
    /// before it has succeeded, and no shell runs them.
    struct Run {
        std::vector<Child::Arguments> commands;
        std::string input; ///< of each of them
        std::map<std::string, std::string> environment = {};
        /// Called with the beginning of what the commands have printed, when
        /// all have succeeded. Without it they print to our stderr.
        std::function<void(std::string_view)> on_output = {};
    };
    /// Returns what to run for messages, of which there is at least one.
    using MakeRun = std::function<Run(const Messages&)>;

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

    struct Options {
        std::string name;   ///< of what is run, for sentences
        bool retry = false; ///< after a failure it gets its messages again
        Times times = {};
    };

    /// Nothing is ever run if there is no `make_run`.
    Hook(asio::io_context& loop, Options options, MakeRun make_run,
         OnTrouble on_trouble, OnIdle on_idle);

    /// Runs the commands for a message soon. At most `limits::hook_messages`
    /// wait; further messages are skipped.
    void message(const std::string& mailbox,
                 const watch::NewsSource::Message& message);

    /// No more messages will come: does not wait for them.
    void hurry();

    /// The program stops: what still waits is not handed over, and this is
    /// told.
    void stop();

    bool idle() const { return !child_ && waiting_.empty(); }

private:
    void start_when_due();
    void start();
    void start_next_command();
    void succeeded();
    void limit_time(int signal, Clock::duration time);
    void look();
    void ended(const Exit& exit);
    void failed(const std::string& why);
    static std::string count(const Messages& messages);
    std::string fate(const Messages& messages) const;

    Options options_;
    MakeRun make_run_;
    OnTrouble on_trouble_;
    OnIdle on_idle_;
    net::ChildSignal signal_;
    asio::steady_timer due_;
    asio::steady_timer limit_;
    watch::Burst burst_;
    Messages waiting_;
    Messages running_;           ///< what the commands that run were given
    Run run_;                    ///< the run of now
    File output_;                ///< of the run, if it is wanted
    std::size_t next_ = 0;       ///< the command of it that is next
    std::optional<Child> child_; ///< the command that runs
    bool skipping_ = false;      ///< messages are skipped, and this was told
};

} // namespace client
