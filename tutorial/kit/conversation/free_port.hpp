#pragma once

#include <asio/io_context.hpp>
#include <asio/local/datagram_protocol.hpp>
#include <cstdint>

namespace kit {

/// A port of 127.0.0.1 on which no program listens. While this object lives, no
/// other kit on this machine takes the port: two that check at the same time
/// would otherwise sometimes talk to each other's program.
class FreePort {
public:
    /// Throws std::runtime_error when there is none.
    FreePort();

    std::uint16_t number() const { return number_; }

private:
    bool claim();

    asio::io_context loop_;
    asio::local::datagram_protocol::socket claim_{loop_};
    std::uint16_t number_ = 0;
};

} // namespace kit
