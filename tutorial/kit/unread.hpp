#pragma once

#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <optional>

/// How many octets the peer of `socket` has received and its program has not
/// read yet. Only the kernel knows, and only of a peer on this machine, by
/// IPv4; gives nothing for others.
std::optional<std::uint32_t>
unread_by_peer(const asio::ip::tcp::socket& socket);
