#pragma once

#include <string>
#include <vector>

namespace server {

/// The server looks for its certificate in this folder, too.
inline constexpr auto own_tls_folder = "tls";

/// The options of `certificate [DIR]`.
struct CertificateOptions {
    std::string folder = own_tls_folder;
    std::vector<std::string> hosts; ///< if empty, the names of this computer
};

/// Makes a CA and a server's certificate for a class, and returns an exit code.
/// Throws std::runtime_error with a sentence that names cause and cure.
int make_certificate_files(const CertificateOptions& options);

} // namespace server
