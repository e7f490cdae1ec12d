#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace net {

/// A place to listen at or to connect to: the name or number of a host, and a
/// port.
struct Address {
    std::string host;
    std::uint16_t port;
    bool operator==(const Address&) const = default;
};

/// Reads `HOST:PORT`, `[IPV6]:PORT`, `HOST` or `:PORT`; what is missing comes
/// from `otherwise`. A bare number is a port. The error is a sentence that
/// names the cause and the cure.
tl::expected<Address, std::string> parse_address(std::string_view text,
                                                 const Address& otherwise);

/// `127.0.0.1:1430`, `[::1]:1430`
std::string print(const Address& address);

} // namespace net
