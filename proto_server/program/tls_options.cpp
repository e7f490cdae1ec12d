#include "proto_server/program/tls_options.hpp"

#include "common/net/tls_context.hpp"

#include <filesystem>
#include <stdexcept>

namespace server {
namespace {

/// The file that "proto_server certificate" writes.
constexpr auto own_certificate = "tls/server.pem";

} // namespace

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

} // namespace server
