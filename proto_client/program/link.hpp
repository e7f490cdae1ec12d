#pragma once

#include "common/net/connection.hpp"
#include "common/transcript/live.hpp"
#include "proto_client/program/dialler.hpp"

#include <asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace client {

struct LinkOptions {
    /// Makes the filter of one connection. A TLS filter also checks that the
    /// server has the right name, and a certificate from a CA that we trust.
    /// The connections are in plain text if there is no such function.
    std::function<std::unique_ptr<net::Filter>()> make_filter;
    /// The filter is there from the first octet on. Otherwise it is made when
    /// the session wants TLS.
    bool filter_at_once = true;
    std::string_view refused = Dialler::start_proto_server; ///< see Dialler
};

/// Connects a client's sessions to one address: one connection after another,
/// each with a session of its own.
class Link : public net::Connection::Observer {
public:
    /// The owner of the sessions. It decides when to connect.
    class Owner {
    public:
        virtual ~Owner() = default;
        /// There is a connection. Returns the session that will use it. With
        /// a filter, the handshake begins now: if the server is not who we
        /// mean, `lost()` follows before the session hears anything.
        virtual std::unique_ptr<Session> connected() = 0;
        /// No connection could be made. `why` names the cause and the cure.
        virtual void failed(std::string_view why) = 0;
        /// The connection has ended. Its session is destroyed after this call.
        virtual void lost(std::string_view why) = 0;
    };

    /// `wire` may be null, and like `owner` it outlives the link.
    Link(asio::io_context& loop, net::Address address,
         transcript::LiveWire* wire, Owner& owner, LinkOptions options = {});

    /// Tries to connect, once. Call it only when there is neither a connection
    /// nor another attempt.
    void connect();

    /// Sends what the session has to say. Call it after talking to the session.
    void flush();

    /// Tells the server that nothing more will be sent. What it sends still
    /// comes. Through a filter that cannot be told.
    void end_sending();

    /// Time has passed. Call it about once a second.
    void tick(Clock::time_point now);

    bool is_connected() const { return connection_ != nullptr; }

private:
    void begin(net::Socket socket);

    std::unique_ptr<net::Filter> start_tls(const net::Connection&) override;
    void received(const net::Connection& connection,
                  std::string_view bytes) override;
    void sent(const net::Connection& connection,
              std::string_view bytes) override;
    void closed(net::Connection& connection, std::string_view why) override;

    Dialler dialler_;
    transcript::LiveWire* wire_;
    Owner& owner_;
    LinkOptions options_;
    std::shared_ptr<net::Connection> connection_;
    std::uint32_t last_number_ = 0;
};

} // namespace client
