#pragma once

#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <optional>

// What the kernel knows of a connection within this machine, by IPv4.

/// How many octets the peer has received and its program has not read yet;
/// nothing for other connections.
std::optional<std::uint32_t>
unread_by_peer(const asio::ip::tcp::socket& socket);

/// Whether something has left one end and not reached the other, be it the
/// connection itself. Under load, packets are lost within a machine too, and
/// sent again only after 200 ms or a second; false for other connections.
bool is_under_way(const asio::ip::tcp::socket& socket);
