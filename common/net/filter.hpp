#pragma once

#include <string>
#include <string_view>

namespace net {

/// One end of something that changes the bytes between a socket and a session:
/// TLS. It has no socket.
///
/// What the peer sent goes in by `feed`, what it said comes out of
/// `take_plain`; what we say goes in by `write`, what to send comes out of
/// `take_cipher`. After each call look at both, and at `error`. It holds no
/// more than it was given since they were last taken.
class Filter {
public:
    virtual ~Filter() = default;
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;

    /// Begins the handshake: a client speaks first.
    virtual void start() = 0;

    /// What came from the peer, in portions of any size.
    virtual void feed(std::string_view cipher) = 0;

    /// The peer's socket was closed. Without a `closed()` before it, someone
    /// may have cut the stream: that is an error.
    virtual void end_of_stream() = 0;

    /// To be sent; held until the handshake is done.
    virtual void write(std::string_view plain) = 0;

    /// Says that nothing will follow.
    virtual void close() = 0;

    virtual std::string take_plain() = 0;
    virtual std::string take_cipher() = 0;

    virtual bool handshake_done() const = 0;

    /// The peer has said that nothing will follow.
    virtual bool closed() const = 0;

    /// A sentence that names cause and cure; empty while all is well. After an
    /// error send what `take_cipher` has, the alert, and close the socket.
    virtual const std::string& error() const = 0;

protected:
    Filter() = default;
};

} // namespace net
