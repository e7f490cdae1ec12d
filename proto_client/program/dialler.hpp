#pragma once

#include "common/net/address.hpp"
#include "common/net/connection.hpp"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace client {

/// Connects sockets to one address. A name may stand for several IPv4 and IPv6
/// addresses; they are tried one after another.
class Dialler {
public:
    /// A connected socket, or a sentence that names the cause and the cure.
    using Result = tl::expected<net::Socket, std::string>;
    using OnResult = std::function<void(Result)>;

    /// `refused` says what the user can do when nobody listens there.
    Dialler(asio::io_context& loop, net::Address address,
            std::string_view refused = start_proto_server);

    static constexpr std::string_view start_proto_server =
        "is proto_server running? start it with: proto_server";

    /// Tries to connect and calls `on_result` once, no later than
    /// `limits::connect_deadline` from now. One attempt at a time.
    void dial(OnResult on_result);

    const net::Address& address() const { return address_; }

private:
    using Resolver = asio::ip::tcp::resolver;

    void connect(const Resolver::results_type& numbers);
    void fail(const asio::error_code& error);
    std::string_view cure(const asio::error_code& error) const;
    void finish(Result result);

    net::Address address_;
    std::string_view refused_;
    asio::io_context& loop_;
    Resolver resolver_;
    net::Socket socket_;
    asio::steady_timer deadline_;
    OnResult on_result_;
    std::uint32_t attempt_ = 0; ///< handlers of earlier attempts do nothing
};

} // namespace client
