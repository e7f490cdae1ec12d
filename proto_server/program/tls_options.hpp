#pragma once

#include <optional>
#include <string>
#include <vector>

namespace net {
class TlsContext;
}

/// What the command line says of TLS.
struct TlsOptions {
    std::vector<std::string> imaps;
    std::string certificate, key;
    bool plain_login = false;
};

/// Nothing, if no TLS is wanted. Throws std::runtime_error with a sentence that
/// names cause and cure.
std::optional<net::TlsContext> make_tls_context(const TlsOptions& options);
