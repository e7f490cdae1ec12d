#include "common/net/tls_filter.hpp"

#include "common/net/tls_error.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace net {

/// This is a BIO, OpenSSL's name for a source or sink of octets. OpenSSL's own
/// memory BIO keeps the largest buffer that it ever needed; this one has no
/// buffer of its own.
struct TlsWire {
    using Wire = TlsFilter::Wire;

    static Wire& of(BIO* bio) { return *static_cast<Wire*>(BIO_get_data(bio)); }

    static int read(BIO* bio, char* to, int size) {
        BIO_clear_retry_flags(bio);
        auto& in = of(bio).in;
        if (in.empty()) {
            BIO_set_retry_read(bio);
            return -1;
        }
        const auto taken = in.copy(to, static_cast<std::size_t>(size));
        in.remove_prefix(taken);
        return static_cast<int>(taken);
    }

    static int write(BIO* bio, const char* from, int size) {
        BIO_clear_retry_flags(bio);
        of(bio).out.append(from, static_cast<std::size_t>(size));
        return size;
    }

    static long control(BIO*, int command, long, void*) {
        return command == BIO_CTRL_FLUSH ? 1 : 0;
    }

    static const BIO_METHOD* method() {
        static BIO_METHOD* const made = [] {
            auto* one = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "wire");
            BIO_meth_set_read(one, read);
            BIO_meth_set_write(one, write);
            BIO_meth_set_ctrl(one, control);
            return one;
        }();
        return made;
    }

    static BIO* make(Wire& wire) {
        auto* bio = BIO_new(method());
        if (!bio) throw std::bad_alloc();
        BIO_set_data(bio, &wire);
        BIO_set_init(bio, 1);
        return bio;
    }
};

namespace {

void expect_host(SSL* ssl, const std::string& host) {
    auto* parameters = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) == 1) return;
    ERR_clear_error();
    SSL_set1_host(ssl, host.c_str());
    SSL_set_tlsext_host_name(ssl, host.c_str());
}

} // namespace

TlsFilter::TlsFilter(const TlsContext& context, const std::string& host)
    : ssl_(SSL_new(context.get())) {
    if (!ssl_) throw std::bad_alloc();
    auto* bio = TlsWire::make(wire_);
    SSL_set_bio(ssl_.get(), bio, bio);
    if (context.is_server()) {
        SSL_set_accept_state(ssl_.get());
    } else {
        SSL_set_connect_state(ssl_.get());
        expect_host(ssl_.get(), host);
    }
}

void TlsFilter::feed(std::string_view cipher) {
    wire_.in = cipher;
    go_on();
    // OpenSSL has taken all of it, unless the conversation is over.
    wire_.in = {};
}

void TlsFilter::go_on() {
    if (!done_) shake_hands();
    if (done_) read();
}

void TlsFilter::shake_hands() {
    if (!error_.empty()) return;
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    if (result != 1) return fail(result);
    done_ = true;
    write(std::exchange(held_, {}));
    if (closing_) SSL_shutdown(ssl_.get());
}

void TlsFilter::read() {
    // It holds one record, RFC 8446 §5.1. All filters of a thread share it.
    thread_local std::array<char, 16 * 1024> buffer;
    while (error_.empty() && !closed_) {
        ERR_clear_error();
        const int size = SSL_read(ssl_.get(), buffer.data(), buffer.size());
        if (size <= 0) return fail(size);
        plain_.append(buffer.data(), static_cast<std::size_t>(size));
    }
}

void TlsFilter::fail(int result) {
    const int kind = SSL_get_error(ssl_.get(), result);
    if (kind == SSL_ERROR_WANT_READ) return;
    if (kind == SSL_ERROR_ZERO_RETURN)
        closed_ = true;
    else
        error_ = explain_tls_error(ssl_.get());
    ERR_clear_error();
}

void TlsFilter::end_of_stream() {
    if (closed_ || !error_.empty()) return;
    error_ = done_ ? "the peer's stream ended without TLS's close_notify: it "
                     "crashed, or someone cut the stream"
                   : "the peer closed during the TLS handshake; it may not "
                     "trust our certificate, or speak no TLS";
}

void TlsFilter::write(std::string_view plain) {
    const bool said_all = SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN;
    if (!error_.empty() || said_all) return;
    if (!done_) {
        held_ += plain;
        return;
    }
    while (!plain.empty()) {
        const auto most = std::size_t{std::numeric_limits<int>::max()};
        ERR_clear_error();
        const int size =
            SSL_write(ssl_.get(), plain.data(),
                      static_cast<int>(std::min(plain.size(), most)));
        if (size <= 0) return fail(size);
        plain.remove_prefix(static_cast<std::size_t>(size));
    }
}

void TlsFilter::close() {
    if (std::exchange(closing_, true) || !done_ || !error_.empty()) return;
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
}

} // namespace net
