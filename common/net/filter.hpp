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

    // [calls]
    /// Begins the handshake: a client speaks first.
    virtual void start() = 0;

    /// Takes the octets that came from the peer, in portions of any size.
    virtual void feed(std::string_view cipher) = 0;

    /// Tells the filter that the peer's socket was closed. If `closed()` was
    /// not true before, someone may have cut the stream: that is an error.
    virtual void end_of_stream() = 0;

    /// Takes octets that are to be sent, and holds them until the handshake is
    /// done.
    virtual void write(std::string_view plain) = 0;

    /// Tells the peer that nothing will follow.
    virtual void close() = 0;

    virtual std::string take_plain() = 0;
    virtual std::string take_cipher() = 0;
    // [/calls]

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
