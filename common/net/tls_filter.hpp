#pragma once

#include "common/net/filter.hpp"
#include "common/net/tls_context.hpp"

#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <utility>

namespace net {

/// One end of a TLS connection.
class TlsFilter : public Filter {
public:
    /// `host` is whom a client means to reach: a name or an address, which the
    /// certificate must be for. A server gives none.
    explicit TlsFilter(const TlsContext& context, const std::string& host = {});

    void start() override { go_on(); }
    void feed(std::string_view cipher) override;
    /// RFC 8446 §6.1: the peer has to say close_notify first.
    void end_of_stream() override;
    void write(std::string_view plain) override;
    /// Sends close_notify.
    void close() override;

    std::string take_plain() override { return std::exchange(plain_, {}); }
    std::string take_cipher() override { return std::exchange(wire_.out, {}); }

    bool handshake_done() const override { return done_; }
    bool closed() const override { return closed_; }
    const std::string& error() const override { return error_; }

private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    /// The memory that OpenSSL reads from and writes to. It takes up room only
    /// while it is needed.
    struct Wire {
        std::string_view in;
        std::string out;
    };
    friend struct TlsWire;

    void go_on();
    void shake_hands();
    void read();
    void fail(int result);

    Wire wire_;
    std::unique_ptr<SSL, Free> ssl_;
    std::string plain_;
    std::string held_; ///< said before the handshake was done
    std::string error_;
    bool done_ = false;
    bool closed_ = false;  ///< by the peer
    bool closing_ = false; ///< by us
};

} // namespace net
