#pragma once

#include "common/net/address.hpp"
#include "common/net/connection.hpp"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>

/// Connects to one address: tries every number its name has, IPv4 and IPv6.
class Dialler {
public:
    /// A connected socket; or a sentence that names the cause and the cure.
    using Result = tl::expected<net::Socket, std::string>;
    using Done = std::function<void(Result)>;

    Dialler(asio::io_context& loop, net::Address address);

    /// Calls `done` once, after `client_limits::connect_deadline` at the
    /// latest. One at a time.
    void dial(Done done);

    const net::Address& address() const { return address_; }

private:
    using Resolver = asio::ip::tcp::resolver;

    void connect(const Resolver::results_type& numbers);
    void fail(const asio::error_code& error);
    void finish(Result result);

    net::Address address_;
    asio::io_context& loop_;
    Resolver resolver_;
    net::Socket socket_;
    asio::steady_timer deadline_;
    Done done_;
    std::uint32_t attempt_ = 0; ///< a handler of an earlier one is ignored
};
