#pragma once

#include "proto_client/program/mailbox_watch.hpp"
#include "proto_client/program/status.hpp"

#include <asio/io_context.hpp>
#include <optional>
#include <string>

namespace client {

/// A mailbox that is watched, and the file that says how that goes. Everything
/// is passed on to the owner.
class ReportedWatch : private MailboxWatch::Owner {
public:
    /// `wire` may be null; it and `owner` outlive this.
    ReportedWatch(asio::io_context& loop, MailboxSetup setup,
                  transcript::LiveWire* wire, const watch::Random& random,
                  MailboxWatch::Owner& owner);

    void start() { watch_.start(); }
    void slept() { watch_.slept(); }
    void stop() { watch_.stop(); }
    bool proves_life() const { return watch_.proves_life(); }

    /// Time has passed: the file is written if something has changed.
    void tick(Clock::time_point now) {
        watch_.tick(now);
        store();
    }

    /// True if it needs no tick before that time, unless something happens.
    bool nothing_due_before(Clock::time_point time) const {
        return watch_.nothing_due_before(time) &&
               (!file_ || file_->stands_for(state_));
    }

    const std::string& name() const { return state_.mailbox; }

    /// Something is odd that the watch does not know of.
    void failed(std::string_view why) { state_.failed(why); }

private:
    bool message(const watch::NewsSource::Message& message) override;
    void connected(std::uint32_t messages) override;
    void waiting(bool pushed) override;
    void changed(const watch::NewsSource::Message& message) override {
        owner_.changed(message);
    }
    void disconnected(std::string_view why, Clock::duration wait) override;
    void trouble(std::string_view text) override;
    void stopped() override;
    void store();

    MailboxWatch::Owner& owner_;
    WatchState state_;
    std::optional<StatusFile> file_;
    MailboxWatch watch_;
};

} // namespace client
