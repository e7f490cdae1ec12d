#include "tutorial/kit/conversation/tcp_conversation.hpp"

#include "common/transcript/limits.hpp"

#include <algorithm>
#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <asio/write.hpp>
#include <csignal>

namespace kit {

using namespace std::chrono_literals;
using transcript::Side;

namespace {

/// The time for the peer to receive the last lines.
constexpr auto parting = 1s;

/// The most octets of a greeting and of the answer to STARTTLS.
constexpr std::size_t most_before_tls = 64 * 1024;

} // namespace

TcpConversation::TcpConversation(transcript::Player& player,
                                 transcript::LiveWire* live,
                                 std::optional<TlsClient> tls)
    : work_(loop_.get_executor()), signals_(loop_, SIGINT, SIGTERM),
      player_(player), live_(live), tls_(std::move(tls)) {
    signals_.async_wait(
        [this](asio::error_code error, int) { interrupted_ = !error; });
}

PlayEnd TcpConversation::play_client(const net::Address& server,
                                     Trouble trouble) {
    server_ = server;
    trouble_ = std::move(trouble);
    auto end = play();
    if (std::holds_alternative<Passed>(end)) end_sending();
    return end;
}

PlayEnd TcpConversation::play_server(asio::ip::tcp::acceptor& acceptor,
                                     Trouble trouble) {
    trouble_ = std::move(trouble);
    acceptor_ = &acceptor;
    accept();
    auto end = play();
    acceptor.close();
    if (std::holds_alternative<Passed>(end)) close_all();
    return end;
}

PlayEnd TcpConversation::play() {
    for (;;) {
        if (interrupted_) return Interrupted{};
        something_came_ = false;
        const auto action = player_.next(clock_.now());
        auto ended =
            std::visit([this](const auto& what) { return act(what); }, action);
        if (ended) return std::move(*ended);
    }
}

void TcpConversation::accept() {
    acceptor_->async_accept(
        loop_, [this](asio::error_code error, asio::ip::tcp::socket socket) {
            if (error) return;
            add(connections_ + 1, std::move(socket));
            if (connections_ < transcript::limits::connections) accept();
        });
}

std::optional<PlayEnd> TcpConversation::add(transcript::Connection connection,
                                            asio::ip::tcp::socket socket) {
    asio::error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    const auto peer =
        std::make_shared<Peer>(Peer{connection, std::move(socket)});
    peers_[connection] = peer;
    ++connections_;
    player_.opened(connection);
    something_came_ = true;
    if (live_) live_->opened(connection, {});
    read(peer);
    return tls_ && tls_->when != TlsClient::When::in_file ? start_tls(peer)
                                                          : std::nullopt;
}

void TcpConversation::read(SharedPeer peer) {
    auto& socket = peer->socket;
    const auto portion = asio::buffer(peer->portion);
    socket.async_read_some(
        portion, [this, peer](asio::error_code error, std::size_t count) {
            if (!peer->socket.is_open()) return;
            if (error) return end(*peer, error);
            take(peer, {peer->portion.data(), count});
            if (peer->socket.is_open()) read(peer);
        });
}

void TcpConversation::take(const SharedPeer& peer, std::string_view octets) {
    if (peer->asking) {
        peer->before += octets.substr(0, most_before_tls - peer->before.size());
        return;
    }
    if (!peer->filter) return receive(*peer, octets);
    peer->filter->feed(octets);
    send_cipher(peer);
    if (const auto plain = peer->filter->take_plain(); !plain.empty())
        receive(*peer, plain);
    if (peer->filter->closed() || !peer->filter->error().empty()) drop(*peer);
}

void TcpConversation::receive(const Peer& peer, std::string_view octets) {
    if (live_) live_->passed(peer.number, other(player_.plays()), octets);
    player_.receive(peer.number, octets);
    something_came_ = true;
}

/// Asio does not tell of a second write to a peer that is gone.
void TcpConversation::send_more(SharedPeer peer) {
    if (peer->writing || peer->refused || peer->out.empty()) return;
    peer->writing = true;
    const auto octets =
        std::make_shared<std::string>(std::exchange(peer->out, {}));
    asio::async_write(
        peer->socket, asio::buffer(*octets),
        [this, peer, octets](asio::error_code error, std::size_t) {
            peer->writing = false;
            peer->refused = peer->refused || error;
            send_more(peer);
        });
}

/// A client that says no more may still listen.
void TcpConversation::end(Peer& peer, asio::error_code error) {
    const bool listens = player_.plays() == Side::server &&
                         error == asio::error::eof && !peer.filter;
    if (!listens) return drop(peer);
    peer.ended = true;
    player_.closed(peer.number);
    something_came_ = true;
    if (live_) live_->closed(peer.number);
}

void TcpConversation::drop(Peer& peer) {
    asio::error_code ignored;
    peer.socket.close(ignored);
    player_.closed(peer.number);
    something_came_ = true;
    if (live_ && !peer.ended) live_->closed(peer.number);
    peers_.erase(peer.number); // the peer itself lives in a handler
}

/// Ends our direction of each connection.
void TcpConversation::end_sending() {
    for (auto& [number, peer] : peers_) {
        asio::error_code ignored;
        peer->socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    }
}

/// Ends our direction and waits: a close while octets are unread would be a
/// reset, and the peer would lose the last lines.
void TcpConversation::close_all() {
    end_sending();
    run_until(Clock::now() + parting, [this] {
        return std::ranges::all_of(
            peers_, [](const auto& one) { return one.second->ended; });
    });
}

void TcpConversation::run_until(Clock::time_point until,
                                const std::function<bool()>& done) {
    while (!done() && !interrupted_ && Clock::now() < until)
        loop_.run_one_until(until);
}

} // namespace kit
