#pragma once

#include "proto_client/watch/news_source.hpp"
#include "proto_client/watch/rearm_time.hpp"
#include "proto_client/watch/stay_away.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace watch {

// How a watch works
// =================
//
// A watch tells every new message once and in order, over as many connections
// as that takes. It knows no protocol and has no socket. For each connection it
// makes a NewsSource, which speaks the protocol. The caller makes the
// connections: it connects when connect_at() says so, gives the connection the
// session that connected() returns, and calls lost() when the connection has
// ended or could not be made. It calls tick() about once a second, except while
// nothing_due_before() says that this need not be.
//
// A watch is in one of three states:
//   apart    There is no source. connect_at() is the time of the next attempt.
//   asking   The source has been asked, and tells what is new.
//   waiting  The source waits for a nudge. If none has come when `rearm_at_` is
//            reached, it makes sure that the server is still there. After
//            several nudges for nothing it asks once a second (`asks_later_`).
// connected() leads from apart to asking, caught_up() to waiting, a nudge back
// to asking, and lost() from everywhere to apart.
//
// Invariants:
// - `position_` is how far the observer has been told. It outlives every
//   connection, and it moves when a message has been told, not when it has been
//   asked for. So an accident loses no message, and repeats none. The observer
//   hears of each move after the message, and may store it for the next start.
// - The waits between attempts become short again when a connection has
//   survived for a while, not when it is made. Otherwise a server that greets
//   and falls over would be called every second.
//
// Why not keep a list of the messages still to be told? A list would have to be
// kept right through every accident. A position is one value, and the server
// knows the rest.

/// Keeps one mailbox watched for ever.
class Watch : private NewsSource::Owner {
public:
    /// The observer of a watch is told what happens.
    class Observer {
    public:
        virtual ~Observer() = default;
        virtual void message(const NewsSource::Message& message) = 0;
        /// Everything up to `position` has been told.
        virtual void moved_to(const NewsSource::Position& /*position*/) {}
        /// The mailbox is open and has so many messages.
        virtual void connected(std::uint32_t /*messages*/) {}
        /// A message has other flags now, or is gone: `NewsSource::Owner` says
        /// more.
        virtual void changed(const NewsSource::Message& /*message*/) {}
        /// Everything so far was told. If `pushed`, the server says when there
        /// is more.
        virtual void waiting(bool /*pushed*/) {}
        /// The connection has ended, or could not be made. The next attempt is
        /// made after `retry_in`.
        virtual void disconnected(std::string_view /*why*/,
                                  Clock::duration /*retry_in*/) {}
        /// Is told of a problem that does not end the watch.
        virtual void trouble(std::string_view /*text*/) {}
    };

    /// Makes a source for one connection.
    using MakeSource =
        std::function<std::unique_ptr<NewsSource>(NewsSource::Owner&)>;

    /// The times that differ from protocol to protocol.
    struct Times {
        /// A source that has waited for so long is re-armed, or earlier if
        /// connections do not live so long.
        std::chrono::seconds rearm;
        /// The same, if the server does not push.
        std::chrono::seconds poll = client::limits::retry_idle;
        /// A connection that has idled for so long has survived.
        std::chrono::seconds survived = client::limits::survived;
        /// The longest wait when connections are made and do not survive.
        std::chrono::seconds unsteady = client::limits::longest_retry;
    };

    /// `observer` outlives the watch. `random` makes the waits between attempts
    /// uneven.
    Watch(Times times, MakeSource make_source, Observer& observer,
          const Random& random);

    /// Begins at a position that was stored. Call it before the first
    /// connection.
    void begin_at(NewsSource::Position position) {
        position_ = std::move(position);
    }

    /// Returns the time to connect: now, if it has passed. There is none while
    /// there is a connection, and after `stop()`.
    std::optional<Clock::time_point> connect_at() const { return connect_at_; }

    /// There is a connection. Returns its session.
    std::unique_ptr<Session> connected();

    /// The connection has ended, or could not be made.
    void lost(std::string_view why, Clock::time_point now);

    /// Time has passed. Call it about once a second, or when something is due.
    void tick(Clock::time_point now);

    /// True if `tick()` has nothing to do before that time, unless something
    /// happens: there is no source, or it only waits.
    bool nothing_due_before(Clock::time_point time) const;

    /// False if there is a connection that should have ended long ago.
    bool proves_life(Clock::time_point now) const;

    /// This machine has slept: no connection has survived that.
    void slept(Clock::time_point now);

    /// Says goodbye. After that nothing is told and nothing is tried.
    void stop();

private:
    std::chrono::seconds silence() const;
    void learn(Clock::time_point now);

    void ready(std::uint32_t messages) override;
    void nudged() override;
    void message(const NewsSource::Message& message) override;
    void moved_to(const NewsSource::Position& position) override;
    void caught_up() override;
    void waiting(bool pushed) override;
    void changed(const NewsSource::Message& message) override;
    void trouble(std::string_view text) override;

    Times times_;
    RearmTime rearm_time_;
    MakeSource make_source_;
    Observer& observer_;
    StayAway stay_away_;
    std::unique_ptr<NewsSource> source_; ///< set while there is a connection
    std::optional<Clock::time_point> connect_at_{Clock::time_point{}};
    std::optional<Clock::time_point> rearm_at_; ///< set while the source waits
    std::optional<Clock::time_point>
        pushed_since_; ///< kept when it is re-armed
    std::optional<NewsSource::Position> position_;
    int idle_talk_ = 0;       ///< nudges in a row after which nothing was new
    bool asks_later_ = false; ///< the source is to be asked at the next tick
    bool rearming_ = false; ///< the source makes sure that the server is there
    bool slept_ = false;    ///< this machine, since there is a connection
    bool stopped_ = false;
};

} // namespace watch
