#include "proto_server/program/certificate.hpp"

#include "common/system/freed.hpp"

#include <arpa/inet.h>
#include <array>
#include <memory>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdexcept>

namespace server {
namespace {

constexpr long day = 24 * 60 * 60;
constexpr long valid_days = 365;

using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;

/// Throws unless `done`: for calls that fail only if OpenSSL is broken.
void must(bool done) {
    if (done) return;
    const auto* why = ERR_reason_error_string(ERR_peek_last_error());
    throw std::runtime_error(std::string("OpenSSL: ") + (why ? why : "failed"));
}

Key new_key() {
    Key key(EVP_EC_gen("P-256"));
    must(key != nullptr);
    return key;
}

/// Returns the subjectAltName of a host, RFC 5280 §4.2.1.6; empty if `host` is
/// neither a name nor an address.
std::string alt_name(const std::string& host) {
    std::array<unsigned char, 16> address;
    if (inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
        inet_pton(AF_INET6, host.c_str(), address.data()) == 1)
        return "IP:" + host;
    const bool fits = !host.empty() && host.size() <= 253;
    const auto allowed = "abcdefghijklmnopqrstuvwxyz"
                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    if (!fits || host.find_first_not_of(allowed) != host.npos) return {};
    return "DNS:" + host;
}

void add_extension(X509* to, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, to, nullptr, nullptr, 0);
    const Extension made(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    must(made != nullptr);
    must(X509_add_ext(to, made.get(), -1) == 1);
}

void set_name(X509* certificate, const std::string& name) {
    auto* subject = X509_get_subject_name(certificate);
    const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
    must(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, -1, -1,
                                    0) == 1);
}

/// Returns a certificate that still has no extensions, issuer and signature.
X509Ptr new_certificate(EVP_PKEY* key, const std::string& name) {
    X509Ptr made(X509_new());
    must(made != nullptr);
    must(X509_set_version(made.get(), X509_VERSION_3) == 1);
    std::uint64_t serial = 0;
    must(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) ==
         1);
    must(ASN1_INTEGER_set_uint64(X509_get_serialNumber(made.get()),
                                 serial | 1) == 1);
    // It is valid from yesterday on, because the clocks of a class differ.
    must(X509_gmtime_adj(X509_getm_notBefore(made.get()), -day));
    must(X509_gmtime_adj(X509_getm_notAfter(made.get()), valid_days * day));
    must(X509_set_pubkey(made.get(), key) == 1);
    set_name(made.get(), name);
    return made;
}

void sign(X509* certificate, X509* issuer, EVP_PKEY* issuer_key) {
    must(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1);
    must(X509_sign(certificate, issuer_key, EVP_sha256()) > 0);
}

X509Ptr make_ca(EVP_PKEY* key) {
    auto ca = new_certificate(key, "Idle Hands class CA");
    const auto add = [&](int kind, const char* value) {
        add_extension(ca.get(), ca.get(), kind, value);
    };
    add(NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add(NID_key_usage, "critical,keyCertSign");
    add(NID_subject_key_identifier, "hash");
    sign(ca.get(), ca.get(), key);
    return ca;
}

X509Ptr make_server(EVP_PKEY* key, const std::string& alt_names, X509* ca,
                    EVP_PKEY* ca_key) {
    auto server = new_certificate(key, "Idle Hands server");
    const auto add = [&](int kind, const std::string& value) {
        add_extension(server.get(), ca, kind, value);
    };
    add(NID_basic_constraints, "critical,CA:FALSE");
    add(NID_key_usage, "critical,digitalSignature");
    add(NID_ext_key_usage, "serverAuth");
    add(NID_subject_key_identifier, "hash");
    add(NID_authority_key_identifier, "keyid");
    add(NID_subject_alt_name, alt_names);
    sign(server.get(), ca, ca_key);
    return server;
}

/// Returns the text that `write` puts into memory.
template<typename Write>
std::string pem(Write write) {
    const Memory memory(BIO_new(BIO_s_mem()));
    must(memory != nullptr && write(memory.get()) == 1);
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string pem(X509* certificate) {
    return pem([&](BIO* to) { return PEM_write_bio_X509(to, certificate); });
}

} // namespace

tl::expected<Certificates, std::string>
make_certificates(const std::vector<std::string>& hosts) {
    std::string alt_names;
    for (const auto& host : hosts) {
        const auto one = alt_name(host);
        if (one.empty())
            return tl::unexpected("\"" + host +
                                  "\" is no host's name and no address; one is "
                                  "mail.example.org or 192.0.2.1");
        alt_names += (alt_names.empty() ? "" : ",") + one;
    }
    if (alt_names.empty())
        return tl::unexpected(std::string("no host is named"));

    const auto ca_key = new_key();
    const auto ca = make_ca(ca_key.get());
    const auto key = new_key();
    const auto server =
        make_server(key.get(), alt_names, ca.get(), ca_key.get());
    return Certificates{
        pem(ca.get()), pem(server.get()) + pem(ca.get()), pem([&](BIO* to) {
            return PEM_write_bio_PKCS8PrivateKey(to, key.get(), nullptr,
                                                 nullptr, 0, nullptr, nullptr);
        })};
}

} // namespace server
