#include "common/net/listener.hpp"
#include "tutorial/kit/conversation/side_door.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"
#include "tutorial/kit/conversation/unread.hpp"

#include <algorithm>
#include <asio/connect.hpp>
#include <poll.h>

namespace kit {

// The actions that the player asks for. How connections come and go is in
// tcp_conversation.cpp.

using namespace std::chrono_literals;
using transcript::Side;
using Doing = PeerActivity::Doing;

namespace {

/// The time for a server that was just started to listen, and for a peer to
/// take a line.
constexpr auto patience = 10s;
/// The time for the peer to read one segment, so that the next arrives alone.
/// It is not granted for all segments of a very long line, nor to a peer that
/// does not read.
constexpr auto reading = 500ms;
constexpr std::chrono::microseconds first_look = 50us;
constexpr std::chrono::microseconds longest_pause = 1ms;
constexpr int most_segments = 200;
constexpr int most_unread_waits = 2;
/// The time between segments when the kernel does not tell what the peer read.
constexpr auto apart = 200us;

/// The time from one observation of the peer to the next. While it only waits,
/// we look less and less often: a look takes time, too.
constexpr std::chrono::milliseconds between_looks = 50ms;
constexpr std::chrono::milliseconds longest_between_looks = 200ms;

constexpr auto short_pause = 10ms;

constexpr auto never = [] { return false; };

} // namespace

std::optional<PlayEnd> TcpConversation::act(const transcript::Open& open) {
    if (player_.plays() == Side::server) return std::nullopt; // see accept()
    const auto until =
        Clock::now() + (trouble_ ? PeerClock::most_discount : patience);
    for (;;) {
        asio::ip::tcp::socket socket(loop_);
        asio::error_code error;
        asio::connect(socket, net::resolve(loop_, server_), error);
        if (!error) return add(open.connection, std::move(socket));
        const std::string where = "cannot connect to " + print(server_) + ": ";
        if (!trouble_) return Impossible{where + error.message()};
        if (const auto why = trouble_()) return Impossible{*why};
        if (Clock::now() >= until)
            return Impossible{where + error.message() +
                              ", for 10 s. Is this computer busy? Then try "
                              "again"};
        run_until(Clock::now() + 20ms, never);
        if (interrupted_) return Interrupted{};
    }
}

/// Reads while it sends: if both sides only wrote, both would wait for ever.
std::optional<PlayEnd> TcpConversation::act(const transcript::Send& send) {
    const auto peer = peers_.find(send.connection);
    if (peer == peers_.end()) {
        player_.gone(send.connection);
        return std::nullopt;
    }
    const auto held = peer->second;
    wait_until_read(held);
    if (!held->socket.is_open()) return std::nullopt;
    if (live_) live_->passed(send.connection, player_.plays(), send.octets);
    if (held->filter) {
        held->filter->write(send.octets);
        send_cipher(held);
    } else {
        held->out += send.octets;
        send_more(held);
    }
    run_until(Clock::now() + patience, [&] { return !held->writing; });
    segments_sent_in_line_ =
        send.octets.ends_with('\n') ? 0 : segments_sent_in_line_ + 1;
    return std::nullopt;
}

/// A peer reads segments together that have arrived together, as if they were
/// one.
void TcpConversation::wait_until_read(SharedPeer peer) {
    if (segments_sent_in_line_ > most_segments ||
        unread_waits_ > most_unread_waits)
        return;
    auto since = Clock::now();
    const auto until = clock_.now() + reading;
    auto pause = first_look;
    std::unique_ptr<PeerActivity> activity;
    while (peer->socket.is_open() && !interrupted_) {
        const auto unread = unread_by_peer(peer->socket);
        if (!unread && segments_sent_in_line_ > 0)
            run_until(Clock::now() + apart, never);
        if (!unread || *unread == 0) return;
        if (clock_.now() > until) {
            ++unread_waits_;
            return;
        }
        run_until(Clock::now() + pause, never);
        if (clock_.observes() && Clock::now() > since + between_looks) {
            if (!activity)
                activity = clock_.observe();
            else if (activity->observe(Clock::now()) == Doing::works)
                clock_.discount(since);
            since = Clock::now();
        }
        pause = std::min(pause * 2, longest_pause);
    }
}

/// Waits until something comes, or until its time in the player's clock.
void TcpConversation::await_until(const transcript::Await& await) {
    const auto until = await.until;
    const auto enough = [this] { return something_came_; };
    if (!clock_.observes()) return run_until(until, enough);
    const auto activity = clock_.observe();
    auto pause = between_looks;
    while (!something_came_ && !interrupted_ && clock_.now() < until) {
        const auto since = Clock::now();
        run_until(std::min(clock_.on_machine(until), since + pause), enough);
        if (something_came_) return;
        const auto doing = activity->observe(Clock::now());
        loop_.poll(); // it may have spoken before we looked
        if (something_came_) return;
        if (doing == Doing::stands_still && !is_under_way())
            clock_.turn_to(until);
        if (doing == Doing::works && !await.real_time) clock_.discount(since);
        pause = doing == Doing::works
                    ? between_looks
                    : std::min(pause * 2, longest_between_looks);
    }
}

/// True if some octets have not arrived, and the kernel will send them again.
bool TcpConversation::is_under_way() const {
    return std::ranges::any_of(peers_, [](const auto& peer) {
        return kit::is_under_way(peer.second->socket);
    });
}

std::optional<PlayEnd> TcpConversation::act(const transcript::Await& await) {
    const auto enough = [this] { return something_came_; };
    if (await.until != Clock::time_point::max()) {
        await_until(await);
        return std::nullopt;
    }
    while (!something_came_ && !interrupted_) {
        run_until(Clock::now() + 100ms, enough);
        const auto why =
            trouble_ && !something_came_ ? trouble_() : std::nullopt;
        if (why) return Impossible{*why};
    }
    return std::nullopt;
}

std::optional<PlayEnd>
TcpConversation::act(const transcript::Deliver& deliver) {
    if (auto why =
            post_by_side_door(server_, deliver.text, deliver.count, trouble_))
        return Impossible{std::move(*why)};
    return std::nullopt;
}

std::optional<PlayEnd> TcpConversation::act(const transcript::Wait& wait) {
    run_until(Clock::now() + wait.time, never);
    return std::nullopt;
}

std::optional<PlayEnd> TcpConversation::act(const transcript::Refuse& refuse) {
    asio::error_code error;
    const auto endpoint = acceptor_->local_endpoint();
    acceptor_->close();
    run_until(Clock::now() + refuse.time, never);
    acceptor_->open(endpoint.protocol());
    acceptor_->set_option(asio::socket_base::reuse_address(true));
    acceptor_->bind(endpoint, error);
    if (!error)
        acceptor_->listen(asio::socket_base::max_listen_connections, error);
    if (error) return Impossible{"cannot listen again: " + error.message()};
    accept();
    return std::nullopt;
}

/// A client that has ended its direction may wait for us to do the same.
void TcpConversation::answer_ends() {
    asio::error_code ignored;
    for (const auto& [number, peer] : peers_)
        if (peer->ended)
            peer->socket.shutdown(asio::ip::tcp::socket::shutdown_send,
                                  ignored);
}

std::optional<PlayEnd> TcpConversation::act(const transcript::AwaitEnd& await) {
    const auto activity = clock_.observes() ? clock_.observe() : nullptr;
    auto last_look = Clock::now();
    while (program_ended_ && !program_ended_() && !interrupted_ &&
           clock_.now() < await.until) {
        answer_ends();
        run_until(Clock::now() + short_pause, never);
        if (!activity || Clock::now() < last_look + between_looks) continue;
        const auto doing = activity->observe(Clock::now());
        if (doing == Doing::stands_still) clock_.turn_to(await.until);
        if (doing == Doing::works) clock_.discount(last_look);
        last_look = Clock::now();
    }
    if (!program_ended_ || program_ended_()) player_.program_ended();
    return std::nullopt;
}

std::optional<PlayEnd> TcpConversation::act(const transcript::HangUp& hang_up) {
    const auto peer = peers_.find(hang_up.connection);
    if (peer == peers_.end()) return std::nullopt;
    const auto held = peer->second;
    wait_until_read(held);
    auto& socket = held->socket;
    if (!socket.is_open()) return std::nullopt;
    if (held->filter && hang_up.how != transcript::HangUp::How::reset) {
        held->filter->close();
        send_cipher(held);
        run_until(Clock::now() + reading, [&] { return !held->writing; });
    }
    asio::error_code ignored;
    if (hang_up.how == transcript::HangUp::How::half) {
        // The system refuses what is sent to a socket that nobody holds.
        pollfd refused{socket.native_handle(), 0, 0};
        if (held->ended && poll(&refused, 1, 0) > 0 &&
            (refused.revents & POLLERR) != 0)
            held->refused = true;
        if (held->refused) player_.gone(hang_up.connection);
        socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        return std::nullopt;
    }
    if (hang_up.how == transcript::HangUp::How::reset)
        socket.set_option(asio::socket_base::linger(true, 0), ignored);
    drop(*held);
    return std::nullopt;
}

} // namespace kit
