#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace server {

/// Certificates for a class, as PEM texts. Clients that trust the CA trust the
/// server. The key of the CA is thrown away, so nobody can sign with it again.
struct Certificates {
    std::string ca;     ///< the certificate of the CA, for clients
    std::string server; ///< the server's certificate, then that of the CA
    std::string key;    ///< the server's private key
};

/// Makes certificates that are valid for a year, for `hosts`: at least one name
/// or address. Or returns what is wrong with a host.
tl::expected<Certificates, std::string>
make_certificates(const std::vector<std::string>& hosts);

} // namespace server
