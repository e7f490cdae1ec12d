#include "tutorial/kit/conversation/tcp_conversation.hpp"

#include "common/transcript/limits.hpp"
#include "common/transcript/why.hpp"

#include <asio/buffer.hpp>
#include <asio/write.hpp>
#include <csignal>

using namespace std::chrono_literals;
using transcript::Side;

namespace {

/// For the peer to hear our last words.
constexpr auto parting = 1s;

/// Octets of a greeting and of the answer to STARTTLS; what is more is lost.
constexpr std::size_t most_before_tls = 64 * 1024;

} // namespace

std::optional<std::string> trouble_of(const Outcome& outcome) {
    if (const auto* mismatch = std::get_if<transcript::Mismatch>(&outcome))
        return why(*mismatch);
    if (const auto* impossible = std::get_if<Impossible>(&outcome))
        return impossible->why;
    return std::nullopt;
}

TcpConversation::TcpConversation(transcript::Player& player,
                                 transcript::LiveWire* live,
                                 std::optional<TlsClient> tls)
    : work_(loop_.get_executor()), signals_(loop_, SIGINT, SIGTERM),
      player_(player), live_(live), tls_(std::move(tls)) {
    signals_.async_wait(
        [this](asio::error_code error, int) { interrupted_ = !error; });
}

Outcome TcpConversation::play_client(const net::Address& server,
                                     Trouble trouble) {
    server_ = server;
    trouble_ = std::move(trouble);
    return play();
}

Outcome TcpConversation::play_server(asio::ip::tcp::acceptor& acceptor,
                                     Trouble trouble) {
    plays_ = Side::server;
    trouble_ = std::move(trouble);
    accept(acceptor);
    auto outcome = play();
    acceptor.close();
    if (std::holds_alternative<Passed>(outcome)) part();
    return outcome;
}

Outcome TcpConversation::play() {
    for (;;) {
        if (interrupted_) return Interrupted{};
        news_ = false;
        const auto action = player_.next(now());
        auto ended =
            std::visit([this](const auto& what) { return act(what); }, action);
        if (ended) return std::move(*ended);
    }
}

void TcpConversation::accept(asio::ip::tcp::acceptor& acceptor) {
    acceptor.async_accept(loop_,
                          [this, &acceptor](asio::error_code error,
                                            asio::ip::tcp::socket socket) {
                              if (error) return;
                              add(++accepted_, std::move(socket));
                              if (accepted_ < transcript::limits::connections)
                                  accept(acceptor);
                          });
}

TcpConversation::Ended TcpConversation::add(transcript::Connection connection,
                                            asio::ip::tcp::socket socket) {
    asio::error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    const auto link =
        std::make_shared<Link>(Link{connection, std::move(socket)});
    links_[connection] = link;
    player_.opened(connection);
    news_ = true;
    if (live_) live_->opened(connection, {});
    read(link);
    return tls_ && tls_->when != TlsClient::When::in_file ? secure(link)
                                                          : std::nullopt;
}

void TcpConversation::read(SharedLink link) {
    auto& socket = link->socket;
    const auto portion = asio::buffer(link->portion);
    socket.async_read_some(
        portion, [this, link](asio::error_code error, std::size_t count) {
            if (!link->socket.is_open()) return;
            if (error) return drop(*link);
            take(link, {link->portion.data(), count});
            if (link->socket.is_open()) read(link);
        });
}

void TcpConversation::take(const SharedLink& link, std::string_view octets) {
    if (link->asking) {
        link->before += octets.substr(0, most_before_tls - link->before.size());
        return;
    }
    if (!link->filter) return hear(*link, octets);
    link->filter->feed(octets);
    send_cipher(link);
    if (const auto plain = link->filter->take_plain(); !plain.empty())
        hear(*link, plain);
    if (link->filter->closed() || !link->filter->error().empty()) drop(*link);
}

void TcpConversation::hear(const Link& link, std::string_view octets) {
    if (live_) live_->passed(link.number, other(plays_), octets);
    player_.receive(link.number, octets);
    news_ = true;
}

void TcpConversation::send_more(SharedLink link) {
    if (link->writing || link->out.empty()) return;
    link->writing = true;
    const auto octets =
        std::make_shared<std::string>(std::exchange(link->out, {}));
    asio::async_write(link->socket, asio::buffer(*octets),
                      [this, link, octets](asio::error_code, std::size_t) {
                          link->writing = false;
                          send_more(link);
                      });
}

void TcpConversation::drop(Link& link) {
    asio::error_code ignored;
    link.socket.close(ignored);
    player_.closed(link.number);
    news_ = true;
    if (live_) live_->closed(link.number);
    links_.erase(link.number); // the link itself lives in a handler
}

/// A close with octets unread would be a reset, and eat our last words.
void TcpConversation::part() {
    for (auto& [number, link] : links_) {
        asio::error_code ignored;
        link->socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    }
    run_until(Clock::now() + parting, [this] { return links_.empty(); });
}

void TcpConversation::run_until(Clock::time_point until,
                                const std::function<bool()>& done) {
    while (!done() && !interrupted_ && Clock::now() < until)
        loop_.run_one_until(until);
}
