#pragma once

#include "proto_client/watch/back_off.hpp"
#include "proto_client/watch/news_source.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

// How a watch works
// =================
//
// A watch tells every new message once and in order, over as many connections
// as it takes. It knows no protocol and has no socket:
//   - for each connection it makes a NewsSource, which speaks the protocol;
//   - the caller connects when connect_at() says so, hands the session that
//     connected() returns to the connection, and calls lost() when that has
//     ended, or could not be made;
//   - the caller calls tick() once a second.
//
// A watch is in one of three states:
//   apart    There is no source. connect_at() is the time of the next attempt.
//   asking   The source tells what is new since `position_`.
//   waiting  The source waits for a nudge. `rearm_at_` is set: if no nudge has
//            come by then, the source proves that the server is still there.
// A nudge leads from waiting to asking, caught_up() leads back, and lost()
// leads to apart from everywhere.
//
// Invariants: `position_` outlives every connection and moves only after a
// message was told; so a message is missed by no accident, and told twice by
// none. Nothing is counted and nothing is queued: a list of events would have
// to be saved from every accident, a position is either right or not there.
// The back-off begins anew only when a connection has survived for a while, not
// when it is made: a server that greets and falls over would otherwise be
// called every second.

/// Keeps one mailbox watched for ever.
class Watch : private NewsSource::Owner {
public:
    /// An observer is told what happens.
    class Observer {
    public:
        virtual ~Observer() = default;
        virtual void message(std::uint32_t number, std::string_view text) = 0;
        /// The mailbox is open and has so many messages.
        virtual void connected(std::uint32_t /*messages*/) {}
        /// The connection has ended, or could not be made. The next attempt is
        /// made after `retry_in`.
        virtual void disconnected(std::string_view /*why*/,
                                  Clock::duration /*retry_in*/) {}
        /// Something is odd; the watch goes on.
        virtual void trouble(std::string_view /*text*/) {}
    };

    /// Makes a source for one connection.
    using MakeSource =
        std::function<std::unique_ptr<NewsSource>(NewsSource::Owner&)>;

    /// A source that has waited for `rearm` is re-armed. `observer` outlives
    /// the watch. `random` makes the waits between attempts uneven.
    Watch(std::chrono::seconds rearm, MakeSource make_source,
          Observer& observer, Random random);

    /// Returns the time to connect: now, if it has passed. There is none while
    /// there is a connection, and after `stop()`.
    std::optional<Clock::time_point> connect_at() const { return connect_at_; }

    /// There is a connection. Returns its session.
    std::unique_ptr<Session> connected();

    /// The connection has ended, or could not be made.
    void lost(std::string_view why, Clock::time_point now);

    /// Time has passed. Call it about once a second.
    void tick(Clock::time_point now);

    /// This machine has slept: no connection has survived that.
    void slept(Clock::time_point now);

    /// Says goodbye. After that nothing is told and nothing is tried.
    void stop();

private:
    void ready(std::uint32_t messages) override;
    void nudged() override;
    void message(const NewsSource::Message& message) override;
    void moved_to(const NewsSource::Position& position) override;
    void caught_up() override;
    void waiting(bool pushed) override;
    void trouble(std::string_view text) override;

    std::chrono::seconds rearm_;
    MakeSource make_source_;
    Observer& observer_;
    BackOff back_off_;
    std::unique_ptr<NewsSource> source_; ///< of the connection, if there is one
    std::optional<Clock::time_point> connect_at_{Clock::time_point{}};
    std::optional<Clock::time_point> rearm_at_;     ///< set while it waits
    std::optional<Clock::time_point> pushed_since_; ///< re-arms do not end it
    std::optional<NewsSource::Position> position_;
    bool stopped_ = false;
};
