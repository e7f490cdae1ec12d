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

std::string reason(const asio::error_code& error) {
    if (error == asio::error::eof) return "the peer closed";
    return error.message();
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

Connection::Connection(Socket socket, std::unique_ptr<Session> session,
                       Observer& observer, std::uint32_t number)
    : socket_(std::move(socket)), session_(std::move(session)),
      observer_(observer), number_(number) {
    prepare(socket_);
}

void Connection::start() {
    session_->start(Clock::now());
    flush();
}

void Connection::tick(Clock::time_point now) {
    session_->tick(now);
    flush();
    if (!is_open() || !session_->finished()) return;
    if (waiting_since_ == Clock::time_point{}) waiting_since_ = now;
    if (now - waiting_since_ >= closing_time)
        close(closing_ ? "the peer did not close" : "the peer did not read");
}

void Connection::wait_for_input() {
    if (reading_ || !is_open() || !unread_.empty()) return;
    reading_ = true;
    socket_.async_wait(Socket::wait_read,
                       [self = shared_from_this()](asio::error_code error) {
                           self->reading_ = false;
                           if (!error) self->read();
                       });
}

void Connection::read() {
    asio::error_code error;
    const auto size = socket_.read_some(asio::buffer(shared_buffer), error);
    if (error && !would_block(error)) return close(reason(error));
    const std::string_view bytes(shared_buffer.data(), size);
    if (!closing_ && size > 0) {
        observer_.received(*this, bytes);
        feed(bytes);
        flush();
    }
    wait_for_input();
}

void Connection::feed(std::string_view bytes) {
    const auto taken = session_->receive(bytes, Clock::now());
    unread_ = bytes.substr(taken);
}

void Connection::flush() {
    while (is_open() && !writing_) {
        if (unsent_.empty()) unsent_ = session_->take_output();
        if (unsent_.empty() && unread_.empty()) break;
        if (unsent_.empty()) {
            const auto waiting = unread_.size();
            feed(std::exchange(unread_, {}));
            if (unread_.size() < waiting || !session_->output().empty())
                continue;
            break; // it waits for something else, and will be nudged
        }
        asio::error_code error;
        const auto size = socket_.write_some(asio::buffer(unsent_), error);
        if (would_block(error)) {
            wait_for_room();
            break;
        }
        if (error) return close(reason(error));
        waiting_since_ = {};
        observer_.sent(*this, std::string_view(unsent_).substr(0, size));
        if (size < unsent_.size())
            unsent_.erase(0, size);
        else
            std::string().swap(unsent_); // an idle connection holds nothing
    }
    if (is_open() && session_->finished() && idle()) finish();
    wait_for_input();
}

void Connection::wait_for_room() {
    writing_ = true;
    socket_.async_wait(Socket::wait_write,
                       [self = shared_from_this()](asio::error_code error) {
                           self->writing_ = false;
                           if (error) return;
                           self->flush();
                           if (self->is_open() && self->idle())
                               self->observer_.drained(*self);
                       });
}

/// Our side is closed first and the peer's input read to its end: to close with
/// input unread would reset the connection, and the last words might be lost.
void Connection::finish() {
    if (std::exchange(closing_, true)) return;
    asio::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Connection::close(std::string_view why) {
    if (!is_open()) return;
    asio::error_code ignored;
    socket_.close(ignored);
    observer_.closed(*this, why);
}

} // namespace net
