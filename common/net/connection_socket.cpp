// How a connection reads and writes its socket, through a filter if it has one.
#include "common/net/connection.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <utility>

namespace net {

namespace {

/// One for all connections of a thread: what is read is handed on at once.
thread_local std::array<char, read_portion> shared_buffer;

template<int name>
using TcpNumber = asio::detail::socket_option::integer<IPPROTO_TCP, name>;

bool would_block(const asio::error_code& error) {
    return error == asio::error::would_block ||
           error == asio::error::try_again || error == asio::error::interrupted;
}

} // namespace

void prepare(Socket& socket) {
    asio::error_code ignored; // a socket without an option still works
    const auto set = [&](const auto& option) {
        socket.set_option(option, ignored);
    };
    set(asio::ip::tcp::no_delay(true));
    set(asio::socket_base::send_buffer_size(kernel_send_buffer));
    set(asio::socket_base::keep_alive(true));
#ifdef TCP_USER_TIMEOUT // Linux
    const int seconds = static_cast<int>(silent_peer.count());
    set(TcpNumber<TCP_KEEPIDLE>(seconds / 2));
    set(TcpNumber<TCP_KEEPINTVL>(seconds / 6));
    set(TcpNumber<TCP_KEEPCNT>(3));
    set(TcpNumber<TCP_USER_TIMEOUT>(seconds * 1000));
#endif
    socket.non_blocking(true, ignored);
}

void Connection::wait_for_input() {
    if (reading_ || busy_ || !is_open() || !unread_.empty()) return;
    if (filter_ && writing_) return; // what TLS has to answer would pile up
    reading_ = true;
    socket_.async_wait(Socket::wait_read,
                       [self = shared_from_this()](asio::error_code error) {
                           self->reading_ = false;
                           if (!error) self->guard([&] { self->read(); });
                       });
}

void Connection::read() {
    asio::error_code error;
    const auto size = socket_.read_some(asio::buffer(shared_buffer), error);
    if (error && !would_block(error)) return close(reason(error));
    const std::string_view bytes(shared_buffer.data(), size);
    if (!closing_ && size > 0) {
        take_from_socket(bytes);
        // The session may answer now what has come, though the peer has not
        // yet read what was sent before.
        if (writing_) go_on();
    }
    flush();
}

void Connection::take_from_socket(std::string_view bytes) {
    std::string plain;
    if (filter_) {
        const bool shaking = shaking_hands();
        filter_->feed(bytes);
        if (shaking && !shaking_hands()) waiting_since_ = {};
        plain = filter_->take_plain();
        bytes = plain;
    }
    if (bytes.empty()) return;
    observer_.received(*this, bytes);
    unread_ += bytes;
}

/// Returns the octets to send next: the output of the session, enciphered if
/// there is a filter.
std::string Connection::next_to_send() {
    if (!filter_) return session_->take_output();
    if (filter_->handshake_done() && filter_->error().empty()) {
        const auto plain = session_->take_output();
        if (!plain.empty()) observer_.sent(*this, plain);
        filter_->write(plain);
        if (session_->finished() || closed_by_peer()) filter_->close();
    }
    return filter_->take_cipher();
}

/// Returns true if the socket took something.
bool Connection::write_to_socket() {
    const auto rest = std::string_view(unsent_).substr(sent_);
    asio::error_code error;
    const auto size = socket_.write_some(asio::buffer(rest), error);
    if (would_block(error)) {
        wait_for_room();
        return false;
    }
    if (error) {
        close(reason(error));
        return false;
    }
    if (!shaking_hands()) waiting_since_ = {};
    if (!filter_) observer_.sent(*this, rest.substr(0, size));
    sent_ += size;
    if (sent_ < unsent_.size()) return true;
    std::string().swap(unsent_); // an idle connection holds nothing
    sent_ = 0;
    return true;
}

// [start-tls]
/// Throws away the plain text that came behind the request for TLS, because
/// anyone may have put it there (RFC 9051 §6.2.1), and begins TLS.
void Connection::start_tls() {
    unread_.clear();
    taken_ = 0;
    filter_ = observer_.start_tls(*this);
    if (!filter_) return close("it wants TLS, and there is none");
    session_->tls_started();
    filter_->start();
}
// [/start-tls]

/// True if the peer has said TLS's own goodbye, which comes before the
/// socket's.
bool Connection::closed_by_peer() const {
    return filter_ && filter_->closed() && unread_.empty() && !closing_;
}

void Connection::wait_for_room() {
    writing_ = true;
    socket_.async_wait(Socket::wait_write,
                       [self = shared_from_this()](asio::error_code error) {
                           self->writing_ = false;
                           if (!error) self->flush();
                       });
}

/// Our side is closed first and the peer's input read to its end: to close with
/// input unread would reset the connection, and the last words might be lost.
void Connection::finish() {
    if (!std::exchange(closing_, true)) shut_down();
}

void Connection::shut_down() {
    asio::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

/// Returns why the connection ended, for people. A protocol that says goodbye
/// itself does not need the goodbye of TLS.
std::string Connection::reason(const asio::error_code& error) {
    if (error != asio::error::eof) return error.message();
    if (filter_ && !session_->finished()) filter_->end_of_stream();
    if (filter_ && !filter_->error().empty()) return filter_->error();
    return std::string(peer_closed);
}

void Connection::close(std::string_view why) {
    if (!is_open()) return;
    asio::error_code ignored;
    socket_.close(ignored);
    observer_.closed(*this, why);
}

} // namespace net
