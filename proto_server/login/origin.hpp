#pragma once

#include <asio/ip/address.hpp>
#include <string>

namespace login {

/// Returns the text by which the limits count an address. For IPv6 it is the
/// network, as 2001:db8:1:2::/64: its owner can use any address in it.
std::string origin(const asio::ip::address& address);

} // namespace login
