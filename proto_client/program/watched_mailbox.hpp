#pragma once

#include "proto_client/program/reported_watch.hpp"
#include "proto_client/program/watch_group.hpp"
#include "proto_client/program/watch_task.hpp"
#include "proto_client/tell/hook.hpp"
#include "proto_client/tell/output.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace client {

/// Returns how the lines of a watch are written.
Output::Options output_options(const WatchTask& task);

/// A mailbox that is watched, with all that the user gets of it: the lines, the
/// hooks, and the file that says how it is.
class WatchedMailbox : public WatchGroup::Member, private MailboxWatch::Owner {
public:
    /// The owner of several mailboxes that are watched together.
    class Owner {
    public:
        virtual ~Owner() = default;
        /// False if no more messages are to be told.
        virtual bool wants_more() const = 0;
        virtual void told() = 0;
        /// Something has changed: perhaps there is nothing more to do.
        virtual void changed() = 0;
    };

    /// It joins the group. `wire` may be null; it, the group and `owner`
    /// outlive this.
    WatchedMailbox(WatchGroup& group, const WatchTask& task, MailboxSetup setup,
                   transcript::LiveWire* wire, const watch::Random& random,
                   Owner& owner);

    void start() override { watch_.start(); }
    void stop() override;
    void tick(Clock::time_point now) override;
    bool nothing_due_before(Clock::time_point time) const override {
        return watch_.nothing_due_before(time);
    }
    void slept() override { watch_.slept(); }
    bool proves_life() const override { return watch_.proves_life(); }

    /// No more messages will be told: the hooks need not wait for any.
    void hurry();

    Output& output() { return *output_; }
    bool hooks_idle() const;

private:
    bool message(const watch::NewsSource::Message& message) override;
    void connected(std::uint32_t messages) override;
    void changed(const watch::NewsSource::Message& message) override;
    void waiting(bool) override { group_.waits(name()); }
    void disconnected(std::string_view why, Clock::duration wait) override;
    void trouble(std::string_view text) override;
    void stopped() override { group_.stopped(*this); }
    const std::string& name() const { return watch_.name(); }
    Hook hook(Hook::Options options, Hook::MakeRun make_run);
    Hook command(const char* name, const std::string& command,
                 const WatchTask& task);
    std::array<Hook*, 4> hooks();

    WatchGroup& group_;
    Owner& owner_;
    std::unique_ptr<Output> output_;
    bool tells_changes_;
    Hook exec_, on_change_, on_delete_, notice_;
    ReportedWatch watch_;
};

} // namespace client
