#pragma once

#include <optional>
#include <string>

namespace kit {
struct TlsClient;
}

namespace kit::commands {

/// `--tls`, `--starttls` and `--ca`
struct TlsOption {
    bool tls = false;
    bool starttls = false;
    std::string ca;
    bool in_files = false; ///< files may say where TLS begins: `!tls`
};

/// Nothing, if no TLS is wanted. Throws std::runtime_error.
std::optional<TlsClient> tls_client(const TlsOption& option);

} // namespace kit::commands
