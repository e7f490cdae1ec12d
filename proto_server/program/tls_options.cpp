#include "proto_server/program/tls_options.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <stdexcept>

namespace {

/// Where "proto_server certificate" puts it.
constexpr auto own_certificate = "tls/server.pem";

} // namespace

void add_tls_options(CLI::App& app, TlsOptions& options) {
    app.add_option("--imaps", options.imaps,
                   "Speak IMAP over TLS there, as 127.0.0.1:1993. It needs a "
                   "certificate: \"proto_server certificate\" makes one")
        ->type_name("HOST:PORT")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    auto* certificate =
        app.add_option("--certificate", options.certificate,
                       "The server's, in PEM form, with those that vouch for "
                       "it behind it; --imap then offers STARTTLS. With "
                       "--imaps it is tls/server.pem unless it is given")
            ->type_name("FILE");
    app.add_option("--key", options.key,
                   "The certificate's private key; without it, the file of "
                   "the same name that ends in .key")
        ->type_name("FILE")
        ->needs(certificate);
    app.add_flag("--plain-login", options.plain_login,
                 "With --users: take passwords without TLS, too. Only where "
                 "--imap listens to this computer alone");
}

std::optional<net::TlsContext> make_tls_context(const TlsOptions& options) {
    if (options.imaps.empty() && options.certificate.empty())
        return std::nullopt;
    const auto certificate =
        options.certificate.empty() ? own_certificate : options.certificate;
    const auto key =
        options.key.empty()
            ? std::filesystem::path(certificate).replace_extension("key")
            : std::filesystem::path(options.key);
    auto context = net::TlsContext::server(certificate, key.string());
    if (!context) throw std::runtime_error(context.error());
    return *std::move(context);
}
