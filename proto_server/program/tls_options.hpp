#pragma once

#include <optional>
#include <string>
#include <vector>

namespace net {
class TlsContext;
}

namespace server {

/// The options about TLS.
struct TlsOptions {
    std::vector<std::string> imaps;
    std::string certificate, key;
    bool plain_login = false;
};

/// Returns the server's TLS context, or nothing if no option asks for TLS.
/// Throws std::runtime_error with a sentence that names cause and cure.
std::optional<net::TlsContext> make_tls_context(const TlsOptions& options);

} // namespace server
