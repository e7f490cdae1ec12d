#pragma once

#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <optional>

namespace kit {

// What the kernel tells about a connection within this machine, over IPv4.

/// Returns the number of octets that the peer's system has received and its
/// program has not read; nothing for other connections.
std::optional<std::uint32_t>
unread_by_peer(const asio::ip::tcp::socket& socket);

/// True if something has left one end and not reached the other, or if the
/// handshake is not over. Under load, packets are lost within a machine too,
/// and sent again only after 200 ms or a second. False for other connections.
bool is_under_way(const asio::ip::tcp::socket& socket);

} // namespace kit
