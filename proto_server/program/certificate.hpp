#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

/// A server's identity for class, and what its clients need to believe it: PEM
/// texts. The key of the CA is thrown away, so nobody can sign with it again.
struct Certificates {
    std::string ca;     ///< for clients
    std::string server; ///< the certificate, and the CA's behind it
    std::string key;    ///< the server's; a secret
};

/// Makes them, valid for a year, for `hosts`: names and addresses, at least
/// one. Or says what is wrong with a host.
tl::expected<Certificates, std::string>
make_certificates(const std::vector<std::string>& hosts);
