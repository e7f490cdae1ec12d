#pragma once

#include "common/net/address.hpp"
#include "common/net/connection.hpp"

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <string>
#include <vector>

namespace net {

/// Accepts connections at one address. When the process is out of files it
/// pauses and goes on.
class Listener {
public:
    using Accepted = std::function<void(Socket)>;

    /// Throws std::system_error when it cannot listen at the address.
    Listener(asio::io_context& loop, const asio::ip::tcp::endpoint& endpoint,
             Accepted accepted);

    void close();

    /// Returns where it listens, with the port that the system chose if 0 was
    /// asked for.
    Address address() const;

private:
    void accept();
    void pause();

    asio::io_context& loop_;
    asio::ip::tcp::acceptor acceptor_;
    asio::steady_timer timer_;
    Accepted accepted_;
};

/// All numbers of `address`: IPv4, IPv6 or both. Throws std::system_error.
std::vector<asio::ip::tcp::endpoint> resolve(asio::io_context& loop,
                                             const Address& address);

} // namespace net
