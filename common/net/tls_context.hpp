#pragma once

#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <tl/expected.hpp>

namespace net {

/// The settings that all TLS connections of one end share: TLS 1.2 or later,
/// our certificate, or the authorities that we trust. Copies share one object.
class TlsContext {
public:
    /// The error is a sentence that names cause and cure.
    using Made = tl::expected<TlsContext, std::string>;

    /// Makes a server's context of two PEM files: its certificate, followed by
    /// those that vouch for it, and its key.
    static Made server(const std::string& certificate_file,
                       const std::string& key_file);

    /// Makes a client's context. It trusts the authorities in the PEM file; if
    /// the name is empty, those that this system trusts.
    static Made client(const std::string& ca_file);

    /// Makes a client's context that takes any certificate: whoever sits in
    /// between can read and change everything.
    static TlsContext insecure_client() { return TlsContext(false); }

    bool is_server() const { return is_server_; }
    SSL_CTX* get() const { return context_.get(); }

private:
    explicit TlsContext(bool is_server);

    std::shared_ptr<SSL_CTX> context_;
    bool is_server_;
};

} // namespace net
