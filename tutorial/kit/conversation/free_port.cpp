#include "tutorial/kit/conversation/free_port.hpp"

#include <asio/ip/tcp.hpp>
#include <random>
#include <stdexcept>
#include <string>

namespace kit {

namespace {

/// These ports are below those that a system gives to programs that connect
/// (RFC 6335 §6; Linux begins at 32768), so that no client takes one.
constexpr std::uint16_t lowest = 20'000;
constexpr std::uint16_t highest = 32'000;

bool can_listen(asio::io_context& loop, std::uint16_t port) {
    const auto address = asio::ip::address_v4::loopback();
    try {
        // The program that will listen need not set SO_REUSEADDR.
        const asio::ip::tcp::acceptor acceptor(loop, {address, port}, false);
        return true;
    } catch (const std::system_error&) {
        return false;
    }
}

} // namespace

FreePort::FreePort() {
    static std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<std::uint16_t> any(lowest, highest);
    for (int i = 0; i < 1000; ++i) {
        number_ = any(random);
        if (claim() && can_listen(loop_, number_)) return;
    }
    throw std::runtime_error("there is no free port on 127.0.0.1 from " +
                             std::to_string(lowest) + " to " +
                             std::to_string(highest));
}

/// Claims the port, so that no other process of the kit takes it. For this it
/// binds a local socket to a name that is no file. Only one process can hold
/// such a name, and the system frees it when the process ends. Only Linux has
/// such sockets; elsewhere every claim succeeds.
bool FreePort::claim() {
    claim_ = asio::local::datagram_protocol::socket(loop_);
    asio::error_code error;
    claim_.open({}, error);
    const auto name = '\0' + ("idle-hands port " + std::to_string(number_));
    if (!error) claim_.bind(name, error);
    return error != asio::error::address_in_use;
}

} // namespace kit
