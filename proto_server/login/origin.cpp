#include "proto_server/login/origin.hpp"

#include <algorithm>
#include <asio/ip/address_v6.hpp>

namespace login {

std::string origin(const asio::ip::address& address) {
    if (address.is_v4() || address.is_loopback()) return address.to_string();
    const auto v6 = address.to_v6();
    if (v6.is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
    auto network = v6.to_bytes();
    std::fill(network.begin() + 8, network.end(), std::uint8_t{0});
    return asio::ip::address_v6(network).to_string() + "/64";
}

} // namespace login
