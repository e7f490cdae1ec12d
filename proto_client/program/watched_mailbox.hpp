#pragma once

#include "proto_client/program/hook.hpp"
#include "proto_client/program/mailbox_watch.hpp"
#include "proto_client/program/output.hpp"
#include "proto_client/program/status.hpp"
#include "proto_client/program/watch_task.hpp"

#include <asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace client {

/// Returns how the lines of a watch are written.
Output::Options output_options(const WatchTask& task);

/// A mailbox that is watched, with all that the user gets of it: the lines, the
/// hook, and the file that says how it is.
class WatchedMailbox : private MailboxWatch::Owner {
public:
    /// The owner of several mailboxes that are watched together.
    class Owner {
    public:
        virtual ~Owner() = default;
        /// False if no more messages are to be told.
        virtual bool wants_more() const = 0;
        virtual void told() = 0;
        /// It waits for news: everything up to now was told.
        virtual void waits(const std::string& mailbox) = 0;
        virtual void lost(const std::string& mailbox, std::string_view why) = 0;
        /// Something has changed: perhaps there is nothing more to do.
        virtual void changed() = 0;
        /// It was told to stop, and has no connection any more.
        virtual void stopped() = 0;
    };

    /// `wire` may be null; it and `owner` outlive this.
    WatchedMailbox(asio::io_context& loop, const WatchTask& task,
                   MailboxSetup setup, transcript::LiveWire* wire,
                   const watch::Random& random, Owner& owner);

    void start() { watch_.start(); }
    void slept() { watch_.slept(); }
    void stop();

    /// No more messages will be told: the hook need not wait for any.
    void hurry() { hook_.hurry(); }

    /// A second has passed.
    void tick();

    Output& output() { return *output_; }
    const std::string& name() const { return state_.mailbox; }
    bool hook_idle() const { return hook_.idle(); }
    bool proves_life() const { return watch_.proves_life(); }

private:
    bool message(const watch::NewsSource::Message& message) override;
    void connected(std::uint32_t messages) override;
    void waiting(bool pushed) override;
    void disconnected(std::string_view why, Clock::duration wait) override;
    void trouble(std::string_view text) override;
    void stopped() override;
    void store_state();

    Owner& owner_;
    std::unique_ptr<Output> output_;
    WatchState state_;
    std::optional<StatusFile> status_;
    Hook hook_;
    MailboxWatch watch_;
};

} // namespace client
