#include "common/net/listener.hpp"
#include "tutorial/kit/conversation/activity.hpp"
#include "tutorial/kit/conversation/side_door.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"
#include "tutorial/kit/conversation/unread.hpp"

#include <algorithm>
#include <asio/connect.hpp>

// What the player asks for. How connections come and go is in
// tcp_conversation.cpp.

using namespace std::chrono_literals;
using transcript::Side;

namespace {

/// For a server that was just started to listen, and a peer to take a line.
constexpr auto patience = 10s;
/// For the peer to read one segment, so that the next arrives alone; not for
/// all of a very long line, nor for a peer that does not read.
constexpr auto reading = 500ms;
constexpr std::chrono::microseconds first_look = 50us;
constexpr std::chrono::microseconds longest_pause = 1ms;
constexpr int most_pauses = 200;
constexpr int most_in_vain = 2;
/// Where nobody can tell whether the peer has read.
constexpr auto apart = 200us;

/// At what the peer does; and how much time it may have to work in all.
constexpr auto between_looks = 50ms;
constexpr auto most_spared = 60s;

constexpr auto never = [] { return false; };

} // namespace

TcpConversation::Ended TcpConversation::act(const transcript::Open& open) {
    if (plays_ == Side::server) return std::nullopt; // see accept()
    const auto until = Clock::now() + (peer_ ? most_spared : patience);
    for (;;) {
        asio::ip::tcp::socket socket(loop_);
        asio::error_code error;
        asio::connect(socket, net::resolve(loop_, server_), error);
        if (!error) return add(open.connection, std::move(socket));
        const std::string where = "cannot connect to " + print(server_) + ": ";
        if (!trouble_) return Impossible{where + error.message()};
        if (const auto why = trouble_()) return Impossible{*why};
        if (Clock::now() >= until)
            return Impossible{where + error.message() + ", for 10 s"};
        run_until(Clock::now() + 20ms, never);
        if (interrupted_) return Interrupted{};
    }
}

/// Goes on reading meanwhile, or two that both write would wait for ever.
TcpConversation::Ended TcpConversation::act(const transcript::Send& send) {
    const auto link = links_.find(send.connection);
    if (link == links_.end()) return std::nullopt; // it hung up
    const auto held = link->second;
    let_read(held);
    if (!held->socket.is_open()) return std::nullopt;
    if (live_) live_->passed(send.connection, plays_, send.octets);
    if (held->filter) {
        held->filter->write(send.octets);
        send_cipher(held);
    } else {
        held->out += send.octets;
        send_more(held);
    }
    run_until(Clock::now() + patience, [&] { return !held->writing; });
    pauses_ = send.octets.ends_with('\n') ? 0 : pauses_ + 1;
    return std::nullopt;
}

/// Segments that wait together are read together: then nothing was cut.
void TcpConversation::let_read(SharedLink link) {
    if (pauses_ > most_pauses || in_vain_ > most_in_vain) return;
    auto since = Clock::now();
    const auto until = now() + reading;
    auto pause = first_look;
    while (link->socket.is_open() && !interrupted_) {
        const auto unread = unread_by_peer(link->socket);
        if (!unread && pauses_ > 0) run_until(Clock::now() + apart, never);
        if (!unread || *unread == 0) return;
        if (now() > until) {
            ++in_vain_;
            return;
        }
        run_until(Clock::now() + pause, never);
        if (peer_ && Clock::now() > since + between_looks) {
            if (Activity(*peer_).look(since) == Activity::Doing::works)
                spare(since);
            since = Clock::now();
        }
        pause = std::min(pause * 2, longest_pause);
    }
}

/// Until something comes, or `until` in the player's time.
void TcpConversation::await_until(Clock::time_point until) {
    const auto enough = [this] { return news_; };
    if (!peer_) return run_until(until, enough);
    Activity peer(*peer_);
    while (!news_ && !interrupted_ && now() < until) {
        const auto since = Clock::now();
        run_until(std::min(until - turned_, since + between_looks), enough);
        if (news_) return;
        const auto doing = peer.look(Clock::now());
        loop_.poll(); // it may have spoken before, and we have been late
        if (news_) return;
        if (doing == Activity::Doing::stands_still && !is_under_way())
            turned_ += until - now();
        if (doing == Activity::Doing::works) spare(since);
    }
}

/// What was lost will come: nobody is silent yet.
bool TcpConversation::is_under_way() const {
    return std::ranges::any_of(links_, [](const auto& link) {
        return ::is_under_way(link.second->socket);
    });
}

/// The time since then does not count.
void TcpConversation::spare(Clock::time_point since) {
    const auto time = Clock::now() - since;
    if (spared_ > most_spared) return;
    spared_ += time;
    turned_ -= time;
}

TcpConversation::Ended TcpConversation::act(const transcript::Await& await) {
    const auto enough = [this] { return news_; };
    if (await.until != Clock::time_point::max()) {
        await_until(await.until);
        return std::nullopt;
    }
    while (!news_ && !interrupted_) {
        run_until(Clock::now() + 100ms, enough);
        const auto why = trouble_ && !news_ ? trouble_() : std::nullopt;
        if (why) return Impossible{*why};
    }
    return std::nullopt;
}

TcpConversation::Ended
TcpConversation::act(const transcript::Deliver& deliver) {
    if (auto why = post_by_side_door(server_, deliver.text))
        return Impossible{std::move(*why)};
    return std::nullopt;
}

TcpConversation::Ended TcpConversation::act(const transcript::Wait& wait) {
    run_until(Clock::now() + wait.time, never);
    return std::nullopt;
}

TcpConversation::Ended TcpConversation::act(const transcript::HangUp& hang_up) {
    const auto link = links_.find(hang_up.connection);
    if (link == links_.end()) return std::nullopt;
    const auto held = link->second;
    let_read(held);
    auto& socket = held->socket;
    if (!socket.is_open()) return std::nullopt;
    if (held->filter && hang_up.how != transcript::HangUp::How::reset) {
        held->filter->close();
        send_cipher(held);
        run_until(Clock::now() + reading, [&] { return !held->writing; });
    }
    asio::error_code ignored;
    if (hang_up.how == transcript::HangUp::How::half) {
        socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        return std::nullopt;
    }
    if (hang_up.how == transcript::HangUp::How::reset)
        socket.set_option(asio::socket_base::linger(true, 0), ignored);
    drop(*held);
    return std::nullopt;
}
