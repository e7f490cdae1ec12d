#pragma once

#include "common/net/tls_context.hpp"

#include <cstdint>
#include <string>

/// How connections are made secure.
struct TlsClient {
    enum class When : std::uint8_t {
        at_once,  ///< with the first octet
        starttls, ///< asked for before the play begins
        in_file,  ///< where the file says `!tls`
    };
    net::TlsContext context;
    When when;
    std::string options; ///< that say so, for a shell: " --tls --ca ca.pem"
};
