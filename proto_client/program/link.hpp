#pragma once

#include "common/net/connection.hpp"
#include "common/transcript/live.hpp"
#include "proto_client/program/dialler.hpp"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

/// The edge: one connection after another to one address, each with a session
/// of its own, and a tick every second.
class Link : public net::Connection::Observer {
public:
    /// Whoever has the sessions.
    class Owner {
    public:
        virtual ~Owner() = default;
        /// There is a connection: the session that is to use it.
        virtual std::unique_ptr<Session> connected() = 0;
        /// There could be no connection. `why` names the cause and the cure.
        virtual void failed(std::string_view why) = 0;
        /// The connection has ended. Its session goes after this.
        virtual void lost(std::string_view why) = 0;
        /// A second has passed.
        virtual void tick(Clock::time_point) {}
    };

    /// Makes a filter for one connection: TLS, which checks that the server
    /// is who we mean.
    using MakeFilter = std::function<std::unique_ptr<net::Filter>()>;

    /// `wire` may be null, and like `owner` it outlives the link. Without
    /// `make_filter` the connections are in plain text.
    Link(asio::io_context& loop, net::Address address,
         transcript::LiveWire* wire, Owner& owner, MakeFilter make_filter = {});

    /// Tries to connect, once. There is no connection now, and no attempt.
    void connect();

    /// Sends what the session has to say. Call it after talking to the session.
    void flush();

    bool is_connected() const { return connection_ != nullptr; }

private:
    void begin(net::Socket socket);
    void schedule_tick();

    void received(const net::Connection& connection,
                  std::string_view bytes) override;
    void sent(const net::Connection& connection,
              std::string_view bytes) override;
    void closed(net::Connection& connection, std::string_view why) override;

    Dialler dialler_;
    asio::steady_timer timer_;
    transcript::LiveWire* wire_;
    Owner& owner_;
    MakeFilter make_filter_;
    std::shared_ptr<net::Connection> connection_;
    std::uint32_t last_number_ = 0;
};
