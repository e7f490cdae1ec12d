#pragma once

#include "common/net/address.hpp"

#include <cstdint>
#include <string>

namespace kit::commands {

/// Reads the value of an option that is HOST:PORT; the host is 127.0.0.1 and
/// the port is `port` where they are missing. Throws std::runtime_error with a
/// sentence that names the option.
net::Address address_option(const char* option, const std::string& text,
                            std::uint16_t port);

} // namespace kit::commands
