#pragma once

#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <tl/expected.hpp>

namespace net {

/// What all TLS connections of one end have in common: TLS 1.2 or later, and
/// who we are or whom we trust. Copies share it.
class TlsContext {
public:
    /// Or a sentence that names cause and cure.
    using Made = tl::expected<TlsContext, std::string>;

    /// A server's: PEM files of its certificate, with those that vouch for it
    /// behind it, and of the key.
    static Made server(const std::string& certificate_file,
                       const std::string& key_file);

    /// A client's: whom it trusts is in the PEM file, or, without a name, whom
    /// this system trusts.
    static Made client(const std::string& ca_file);

    bool is_server() const { return is_server_; }
    SSL_CTX* get() const { return context_.get(); }

private:
    explicit TlsContext(bool is_server);

    std::shared_ptr<SSL_CTX> context_;
    bool is_server_;
};

} // namespace net
