#pragma once

#include "common/session.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/service_manager.hpp"
#include "proto_client/program/sleep_detector.hpp"
#include "proto_client/program/stopper.hpp"
#include "proto_client/program/ticker.hpp"
#include "proto_client/watch/back_off.hpp"

#include <asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace client {

/// Keeps several mailboxes watched in one process, until it is stopped: by a
/// call, by Ctrl-C or by SIGTERM. It tells the service manager how they are.
class WatchGroup {
public:
    /// One mailbox that is watched. What goes wrong with it does not touch the
    /// others.
    class Member {
    public:
        virtual ~Member() = default;
        virtual void start() = 0;
        /// Says goodbye. When that is done, the member calls `stopped()`.
        virtual void stop() = 0;
        /// Time has passed, a second or less, or more if nothing was due.
        virtual void tick(Clock::time_point now) = 0;
        /// True if the member needs no tick before that time, unless something
        /// happens to it.
        virtual bool nothing_due_before(Clock::time_point time) const = 0;
        /// The machine has slept: no connection has survived that.
        virtual void slept() = 0;
        /// False if it hangs: neither a server nor a timer keeps it going.
        virtual bool proves_life() const = 0;
    };

    /// `on_tick` is called at each tick, `on_stop` once, when the group stops.
    explicit WatchGroup(std::function<void()> on_tick = {},
                        std::function<void()> on_stop = {});

    asio::io_context& loop() { return loop_; }

    /// Returns what makes the waits of one member uneven.
    static watch::Random make_random();

    /// The member outlives the group's `run()`. If the group runs already, the
    /// member is started now.
    void add(Member& member);

    /// Watches until all members have stopped.
    void run();

    /// Stops all members, soon.
    void stop() { stopper_.stop(); }

    bool stopping() const { return stopper_.stopping(); }
    bool interrupted() const { return stopper_.interrupted(); }

    /// A member waits for news: everything up to now was told.
    void waits(const std::string& mailbox);
    /// A member has lost its connection, or could not make one.
    void lost(const std::string& mailbox, std::string_view why);
    /// The member has stopped, and has no connection any more.
    void stopped(const Member& member);

private:
    void tick();
    std::chrono::seconds pause() const;
    void stop_members();

    std::function<void()> on_tick_, on_stop_;
    SleepDetector sleep_;
    ServiceManager manager_;
    asio::io_context& loop_ = program_loop();
    Stopper stopper_;
    Ticker ticker_;
    std::vector<Member*> members_; ///< that have not stopped
    bool running_ = false;
};

} // namespace client
