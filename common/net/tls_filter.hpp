#pragma once

#include "common/net/tls_context.hpp"

#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <utility>

namespace net {

/// One end of a TLS connection as a filter of bytes: it has no socket.
///
/// What the peer sent goes in by `feed`, what it said comes out of
/// `take_plain`; what we say goes in by `write`, what to send comes out of
/// `take_cipher`. After each call look at both, and at `error`. It holds no
/// more than it was given since they were last taken.
class TlsFilter {
public:
    /// `host` is whom a client means to reach: a name or an address, which the
    /// certificate must be for. A server gives none.
    explicit TlsFilter(const TlsContext& context, const std::string& host = {});

    TlsFilter(const TlsFilter&) = delete;
    TlsFilter& operator=(const TlsFilter&) = delete;

    /// Begins the handshake: a client speaks first.
    void start() { go_on(); }

    /// What came from the peer, in portions of any size.
    void feed(std::string_view cipher);

    /// The peer's socket was closed. Without a `closed()` before it, someone
    /// may have cut the stream: that is an error (RFC 8446 §6.1).
    void end_of_stream();

    /// To be sent; held until the handshake is done.
    void write(std::string_view plain);

    /// Says that nothing will follow: close_notify.
    void close();

    std::string take_plain() { return std::exchange(plain_, {}); }
    std::string take_cipher() { return std::exchange(wire_.out, {}); }

    bool handshake_done() const { return done_; }
    /// The peer has said that nothing will follow.
    bool closed() const { return closed_; }
    /// A sentence that names cause and cure; empty while all is well. After an
    /// error send what `take_cipher` has, the alert, and close the socket.
    const std::string& error() const { return error_; }

private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    /// Where OpenSSL reads and writes: memory that is there only when needed.
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
