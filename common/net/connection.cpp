#include "common/net/connection.hpp"

#include <asio/post.hpp>
#include <utility>

namespace net {

Connection::Connection(Socket socket, std::unique_ptr<Session> session,
                       Observer& observer, std::uint32_t number,
                       std::unique_ptr<Filter> filter)
    : socket_(std::move(socket)), session_(std::move(session)),
      filter_(std::move(filter)), observer_(observer), number_(number) {
    prepare(socket_);
}

void Connection::start() {
    session_->set_waker(weak_from_this());
    talk([this](Session& session) {
        if (filter_) filter_->start();
        session.start(Clock::now());
    });
}

void Connection::talk(const std::function<void(Session&)>& words) {
    guard([&] { words(*session_); });
    flush();
}

void Connection::end_sending() {
    end_wanted_ = !filter_;
    flush();
}

void Connection::tick(Clock::time_point now) {
    talk([now](Session& session) { session.tick(now); });
    if (is_open() && (shaking_hands() || session_->finished()))
        wait_for_peer(now);
}

void Connection::flush() {
    guard([this] {
        if (do_portion() && become_busy()) observer_.busy(*this);
    });
}

bool Connection::serve() {
    busy_ = false;
    guard([this] { busy_ = do_portion(); });
    return busy_;
}

void Connection::send_said() {
    guard([this] { send(); });
}

void Connection::serve_soon() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (self->serve()) self->serve_soon();
        self->send_said();
    });
}

void Connection::wake() {
    if (!std::exchange(woken_, true)) observer_.woken(*this);
}

/// Returns true if there is more that can be done now. Otherwise all that was
/// said is sent, as far as the socket takes it.
bool Connection::do_portion() {
    bool more = false;
    if (!unsent_.empty()) send();
    while (is_open() && !writing_) {
        more = go_on();
        if (more && session_->output().size() < send_portion) return true;
        const bool sent = send();
        more = more && sent;
        if (more || !sent) break;
        // The socket took the output, so there is room for more.
    }
    if (more && is_open() && !writing_) return true;
    settle();
    return false;
}

/// Has the session do one portion, and returns true if there is more to do.
/// When it has nothing under way it takes one more request.
bool Connection::go_on() {
    const auto now = Clock::now();
    if (woken_ && session_->output().empty()) {
        woken_ = false;
        session_->mailbox_changed();
    }
    if (session_->go_on(now)) return true;
    if (unread_.empty()) return false;
    const auto taken = offer(now);
    return session_->go_on(now) || (taken > 0 && !unread_.empty());
}

/// Offers the session what was received, and returns how much it took.
std::size_t Connection::offer(Clock::time_point now) {
    const auto taken =
        session_->receive(std::string_view(unread_).substr(taken_), now);
    taken_ += taken;
    if (taken_ == unread_.size()) {
        std::string().swap(unread_);
        taken_ = 0;
    }
    return taken;
}

/// Sends what was said, as far as the socket takes it. Returns true if it took
/// something.
bool Connection::send() {
    bool some = false;
    while (is_open() && !writing_) {
        if (unsent_.empty()) unsent_ = next_to_send();
        if (unsent_.empty() || !write_to_socket()) break;
        some = true;
    }
    return some;
}

/// The session has nothing more to do now: what comes next?
void Connection::settle() {
    if (!is_open()) return;
    if (idle() && session_->wants_tls()) start_tls();
    if (idle() && session_->finished()) finish();
    if (idle() && std::exchange(end_wanted_, false)) shut_down();
    if (filter_ && !filter_->error().empty()) return close(filter_->error());
    if (closed_by_peer()) return close(peer_closed);
    wait_for_input();
}

/// The peer is told goodbye. A session that throws again, or that does not end
/// with its goodbye, is cut off.
void Connection::fail(std::string_view what) {
    const bool again = std::exchange(failed_, true);
    observer_.failed(*this, what);
    unread_.clear();
    taken_ = 0;
    if (again) return close("an internal error");
    guard([this] {
        session_->say_bye("internal error");
        send();
        settle();
    });
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

} // namespace net
