#include "common/net/tls_error.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace net {

namespace {

/// Why a client does not believe the server's certificate.
std::string explain_certificate(const SSL* ssl) {
    const auto result = SSL_get_verify_result(ssl);
    const std::string why = X509_verify_cert_error_string(result);
    switch (result) {
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return "the server's certificate is for another host (" + why +
               "); connect by the name it is for, or give the server a "
               "certificate for this one";
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return "the server's certificate has expired; its owner has to renew "
               "it, or this computer's clock is wrong";
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return "the server's certificate is not valid yet; look at the clocks "
               "of both computers";
    default:
        return "the server's certificate is not trusted (" + why +
               "); give the CA that vouches for it: --ca FILE, for a class "
               "the ca.pem that proto_server certificate made";
    }
}

} // namespace

std::string explain_tls_error(const SSL* ssl) {
    const auto code = ERR_peek_error();
    const auto* words = ERR_reason_error_string(code);
    const std::string why = words ? words : "no reason given";
    switch (ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : 0) {
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
        return explain_certificate(ssl);
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_UNEXPECTED_MESSAGE:
    case SSL_R_UNKNOWN_PROTOCOL:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_BAD_RECORD_TYPE:
        return "the peer speaks no TLS here (" + why +
               "); one end is set to TLS from the first octet, the other to "
               "plain text or STARTTLS: set both to the same";
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        return "the peer speaks only a TLS older than 1.2; it needs an update";
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
        return "the two ends have no cipher in common; update the older one";
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
        return "the peer does not accept our certificate (" + why +
               "); give it the CA that vouches for it (ca.pem), and connect "
               "by a name that the certificate is for";
    default:
        return "TLS failed: " + why;
    }
}

} // namespace net
