#pragma once

#include <openssl/ssl.h>
#include <string>

namespace net {

/// Returns what just went wrong with `ssl`: a sentence that names cause and
/// cure.
std::string explain_tls_error(const SSL* ssl);

} // namespace net
