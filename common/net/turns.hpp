#pragma once

#include "common/net/connection.hpp"

#include <asio/io_context.hpp>
#include <deque>
#include <memory>
#include <vector>

namespace net {

/// How long busy connections are served before the loop turns to others.
inline constexpr std::chrono::milliseconds turn_time{5};

/// Serves all connections that are busy, in turns: one portion of each, one
/// after the other, until the time of the turn is over. Between two turns the
/// loop does everything else that is due. So a client that asks for little
/// waits for one turn at most, however much others have asked for.
///
/// Woken connections are a list of their own, which becomes busy once at the
/// start of a turn. Otherwise a client that stores many flags and ten that
/// watch would take turns with each other, and each change would be a line of
/// its own.
class Turns {
public:
    /// `loop` outlives it, and it outlives what runs on the loop.
    explicit Turns(asio::io_context& loop) : loop_(loop) {}

    /// Adds a connection that has become busy (`Connection::Observer::busy`).
    void add_busy(Connection& connection);

    /// Adds a connection that was woken (`Connection::Observer::woken`).
    void add_woken(Connection& connection);

    /// True if nobody is to be served.
    bool idle() const { return busy_.empty() && woken_.empty(); }

private:
    void schedule();
    void take_turn();

    asio::io_context& loop_;
    std::deque<std::shared_ptr<Connection>> busy_;
    std::vector<std::shared_ptr<Connection>> woken_;
    bool scheduled_ = false;
};

} // namespace net
