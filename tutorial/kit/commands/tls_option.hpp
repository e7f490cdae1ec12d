#pragma once

#include "tutorial/kit/conversation/tls_client.hpp"

#include <CLI/App.hpp>
#include <optional>
#include <string>

/// `--tls`, `--starttls` and `--ca`
struct TlsOption {
    bool tls = false;
    bool starttls = false;
    std::string ca;
    bool in_files = false; ///< files may say where TLS begins: `!tls`
};

void add_tls_option(CLI::App& command, TlsOption& option);

/// Nothing, if no TLS is wanted. Throws std::runtime_error.
std::optional<TlsClient> tls_client(const TlsOption& option);
