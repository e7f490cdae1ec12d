#include "tutorial/kit/free_port.hpp"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

std::uint16_t free_port() {
    asio::io_context loop;
    const asio::ip::tcp::endpoint any(asio::ip::address_v4::loopback(), 0);
    // Without SO_REUSEADDR, for the program that listens may not set it.
    const asio::ip::tcp::acceptor acceptor(loop, any, false);
    return acceptor.local_endpoint().port();
}
