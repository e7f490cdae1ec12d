#pragma once

#include <asio/ip/address.hpp>
#include <string>

/// What counts as one address in the limits: of IPv6 the network, as
/// 2001:db8:1:2::/64, for who has one has as many addresses as they like.
std::string origin(const asio::ip::address& address);
