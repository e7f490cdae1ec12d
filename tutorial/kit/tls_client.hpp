#pragma once

#include "common/net/tls_context.hpp"

#include <string>

/// How connections are made secure.
struct TlsClient {
    net::TlsContext context;
    bool starttls;       ///< and not with the first octet
    std::string options; ///< that say so, for a shell: " --tls --ca ca.pem"
};
