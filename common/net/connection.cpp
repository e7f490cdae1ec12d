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

Connection::Connection(Socket socket, std::unique_ptr<Session> session,
                       Observer& observer, std::uint32_t number,
                       std::unique_ptr<Filter> filter)
    : socket_(std::move(socket)), session_(std::move(session)),
      filter_(std::move(filter)), observer_(observer), number_(number) {
    prepare(socket_);
}

void Connection::start() {
    guard([this] {
        if (filter_) filter_->start();
        session_->start(Clock::now());
        send();
    });
}

void Connection::talk(const std::function<void(Session&)>& words) {
    guard([&] {
        words(*session_);
        send();
    });
}

void Connection::flush() {
    guard([this] { send(); });
}

void Connection::tick(Clock::time_point now) {
    guard([&] {
        session_->tick(now);
        send();
    });
    if (is_open() && (shaking_hands() || session_->finished()))
        wait_for_peer(now);
}

/// Whatever goes wrong in one conversation ends that one alone. Everything that
/// runs the session's code goes through here.
template<class Step>
void Connection::guard(Step step) {
    try {
        step();
    } catch (const std::exception& error) {
        fail(error.what());
    } catch (...) {
        fail("an unknown exception");
    }
}

/// The peer is told goodbye. A session that throws again, or that does not end
/// with its goodbye, is cut off.
void Connection::fail(std::string_view what) {
    const bool again = std::exchange(failed_, true);
    observer_.failed(*this, what);
    unread_.clear();
    if (again) return close("an internal error");
    talk([](Session& session) { session.say_bye("internal error"); });
    if (!session_->finished()) close("an internal error");
}

void Connection::wait_for_peer(Clock::time_point now) {
    if (waiting_since_ == Clock::time_point{}) waiting_since_ = now;
    const auto waited = now - waiting_since_;
    if (shaking_hands()) {
        if (waited >= handshake_time)
            close("the TLS handshake was not done within " +
                  std::to_string(handshake_time.count()) + " seconds");
    } else if (waited >= closing_time) {
        close(closing_ ? "the peer did not close" : "the peer did not read");
    }
}

void Connection::wait_for_input() {
    if (reading_ || !is_open() || !unread_.empty()) return;
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
        receive(bytes);
        send();
    }
    wait_for_input();
}

void Connection::receive(std::string_view bytes) {
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
    feed(bytes);
}

void Connection::feed(std::string_view bytes) {
    const auto taken = session_->receive(bytes, Clock::now());
    unread_ = bytes.substr(taken);
}

/// False when it waits for something else, and will be nudged.
bool Connection::feed_again() {
    const auto waiting = unread_.size();
    if (waiting == 0) return false;
    feed(std::exchange(unread_, {}));
    return unread_.size() < waiting || !session_->output().empty();
}

void Connection::send() {
    while (is_open() && !writing_) {
        if (unsent_.empty()) unsent_ = take_output();
        if (!unsent_.empty())
            write();
        else if (!feed_again())
            break;
    }
    if (!is_open()) return;
    if (idle() && session_->wants_tls()) start_tls();
    if (idle() && session_->finished()) finish();
    if (filter_ && !filter_->error().empty()) return close(filter_->error());
    if (closed_by_peer()) return close(peer_closed);
    wait_for_input();
}

/// What is to be sent next.
std::string Connection::take_output() {
    if (!filter_) return session_->take_output();
    if (filter_->handshake_done() && filter_->error().empty()) {
        const auto plain = session_->take_output();
        if (!plain.empty()) observer_.sent(*this, plain);
        filter_->write(plain);
        if (session_->finished() || closed_by_peer()) filter_->close();
    }
    return filter_->take_cipher();
}

void Connection::write() {
    const auto rest = std::string_view(unsent_).substr(sent_);
    asio::error_code error;
    const auto size = socket_.write_some(asio::buffer(rest), error);
    if (would_block(error)) return wait_for_room();
    if (error) return close(reason(error));
    if (!shaking_hands()) waiting_since_ = {};
    if (!filter_) observer_.sent(*this, rest.substr(0, size));
    sent_ += size;
    if (sent_ < unsent_.size()) return;
    std::string().swap(unsent_); // an idle connection holds nothing
    sent_ = 0;
}

/// What came in plain text behind the request for TLS is thrown away: anyone
/// may have put it there (RFC 9051 §6.2.1).
void Connection::start_tls() {
    unread_.clear();
    filter_ = observer_.start_tls(*this);
    if (!filter_) return close("it wants TLS, and there is none");
    session_->tls_started();
    filter_->start();
}

/// By TLS's own goodbye, which comes before the socket's.
bool Connection::closed_by_peer() const {
    return filter_ && filter_->closed() && unread_.empty() && !closing_;
}

void Connection::wait_for_room() {
    writing_ = true;
    socket_.async_wait(Socket::wait_write,
                       [self = shared_from_this()](asio::error_code error) {
                           self->writing_ = false;
                           if (!error) self->guard([&] { self->go_on(); });
                       });
}

/// There is room.
void Connection::go_on() {
    send();
    if (is_open() && idle()) observer_.drained(*this);
}

/// Our side is closed first and the peer's input read to its end: to close with
/// input unread would reset the connection, and the last words might be lost.
void Connection::finish() {
    if (std::exchange(closing_, true)) return;
    asio::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
}

/// For people. A protocol that says goodbye itself can do without TLS's.
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
