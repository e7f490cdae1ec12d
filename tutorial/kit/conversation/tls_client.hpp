#pragma once

#include "common/net/tls_context.hpp"

#include <cstdint>
#include <string>

namespace kit {

/// The way in which connections use TLS.
struct TlsClient {
    enum class When : std::uint8_t {
        at_once,  ///< TLS begins with the first octet
        starttls, ///< it is asked for before the play begins
        in_file,  ///< it begins where the file says `!tls`
    };
    net::TlsContext context;
    When when;
    std::string options; ///< of the kit, for a shell: " --tls --ca ca.pem"
};

} // namespace kit
