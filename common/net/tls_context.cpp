#include "common/net/tls_context.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdexcept>

namespace net {

namespace {

using Bad = tl::unexpected<std::string>;

/// OpenSSL's latest complaint, in its words.
std::string reason() {
    const auto code = ERR_peek_last_error();
    const auto* text = ERR_reason_error_string(code);
    return text ? text : "error " + std::to_string(code);
}

/// Why the file cannot be read, or nothing.
std::string unreadable(const std::string& file) {
    if (std::ifstream(file).peek() != std::ifstream::traits_type::eof())
        return {};
    return errno ? std::strerror(errno) : "it is empty";
}

/// Refuses to give a password for a private key. Without this function OpenSSL
/// asks at the terminal, and a server has no user there.
int no_password(char*, int, int, void*) {
    return -1;
}

} // namespace

TlsContext::TlsContext(bool is_server)
    : context_(
          SSL_CTX_new(is_server ? TLS_server_method() : TLS_client_method()),
          SSL_CTX_free),
      is_server_(is_server) {
    if (!context_) throw std::runtime_error("OpenSSL: " + reason());
    auto* context = context_.get();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
    // An idle connection holds no buffer for records.
    SSL_CTX_set_mode(context,
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
    // A connection lives for hours: to resume one would save nothing.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_default_passwd_cb(context, no_password);
}

TlsContext::Made TlsContext::server(const std::string& certificate_file,
                                    const std::string& key_file) {
    for (const auto& file : {certificate_file, key_file}) {
        errno = 0;
        if (const auto why = unreadable(file); !why.empty())
            return Bad("cannot read " + file + ": " + why +
                       ". To make a certificate for class, in the folder tls: "
                       "proto_server certificate");
    }
    TlsContext made(true);
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(made.get(),
                                           certificate_file.c_str()) != 1)
        return Bad(certificate_file + " holds no certificate in PEM form (" +
                   reason() + "); it begins with -----BEGIN CERTIFICATE-----");
    if (SSL_CTX_use_PrivateKey_file(made.get(), key_file.c_str(),
                                    SSL_FILETYPE_PEM) == 1)
        return made;
    const auto code = ERR_peek_last_error();
    if (ERR_GET_REASON(code) == X509_R_KEY_VALUES_MISMATCH)
        return Bad(key_file + " is not the key of " + certificate_file +
                   "; give the two that were made together");
    if (ERR_GET_REASON(ERR_peek_error()) == PEM_R_BAD_PASSWORD_READ ||
        ERR_GET_REASON(code) == PEM_R_BAD_PASSWORD_READ)
        return Bad(key_file + " is locked with a password; a server needs it "
                              "unlocked, in a file that only it can read");
    return Bad(key_file + " holds no private key in PEM form (" + reason() +
               "); it begins with -----BEGIN PRIVATE KEY-----");
}

TlsContext::Made TlsContext::client(const std::string& ca_file) {
    TlsContext made(false);
    SSL_CTX_set_verify(made.get(), SSL_VERIFY_PEER, nullptr);
    if (ca_file.empty()) {
        SSL_CTX_set_default_verify_paths(made.get());
        return made;
    }
    errno = 0;
    if (const auto why = unreadable(ca_file); !why.empty())
        return Bad("cannot read " + ca_file + ": " + why);
    ERR_clear_error();
    if (SSL_CTX_load_verify_file(made.get(), ca_file.c_str()) != 1)
        return Bad(ca_file + " holds no certificate in PEM form (" + reason() +
                   "); give the ca.pem that the server's owner handed out");
    return made;
}

} // namespace net
