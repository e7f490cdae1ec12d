#include "tutorial/kit/tcp_conversation.hpp"

#include "common/net/listener.hpp"
#include "common/transcript/limits.hpp"
#include "tutorial/kit/side_door.hpp"

#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/write.hpp>
#include <csignal>
#include <thread>

using namespace std::chrono_literals;
using transcript::Side;

namespace {

/// For a server that was just started to listen, and a peer to take a line.
constexpr auto patience = 10s;
/// For the peer to hear our last words.
constexpr auto parting = 1s;
/// Between parts of a line, so that each arrives alone; not between all of a
/// very long one.
constexpr auto apart = 200us;
constexpr int most_pauses = 200;

} // namespace

struct TcpConversation::Link {
    transcript::Connection number;
    asio::ip::tcp::socket socket;
    std::array<char, 4096> portion{};
};

TcpConversation::TcpConversation(transcript::Player& player,
                                 transcript::LiveWire* live)
    : work_(loop_.get_executor()), signals_(loop_, SIGINT, SIGTERM),
      player_(player), live_(live) {
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
        const auto action = player_.next(Clock::now());
        auto ended =
            std::visit([this](const auto& what) { return act(what); }, action);
        if (ended) return std::move(*ended);
    }
}

TcpConversation::Ended TcpConversation::act(const transcript::Open& open) {
    const auto until = Clock::now() + patience;
    for (;;) {
        asio::ip::tcp::socket socket(loop_);
        asio::error_code error;
        asio::connect(socket, net::resolve(loop_, server_), error);
        if (!error) {
            add(open.connection, std::move(socket));
            return std::nullopt;
        }
        const std::string where = "cannot connect to " + print(server_) + ": ";
        if (!trouble_) return Impossible{where + error.message()};
        if (const auto why = trouble_()) return Impossible{*why};
        if (Clock::now() >= until)
            return Impossible{where + error.message() + ", for 10 s"};
        run_until(Clock::now() + 20ms, [] { return false; });
        if (interrupted_) return Interrupted{};
    }
}

/// Goes on reading meanwhile, or two that both write would wait for ever.
TcpConversation::Ended TcpConversation::act(const transcript::Send& send) {
    const auto link = links_.find(send.connection);
    if (link == links_.end()) return std::nullopt; // it hung up
    if (live_) live_->passed(send.connection, plays_, send.octets);
    const auto socket = link->second;
    const auto done = std::make_shared<bool>(false);
    const auto octets = std::make_shared<std::string>(send.octets);
    asio::async_write(socket->socket, asio::buffer(*octets),
                      [socket, done, octets](asio::error_code, std::size_t) {
                          *done = true;
                      });
    run_until(Clock::now() + patience, [&] { return *done; });
    pauses_ = send.octets.ends_with('\n') ? 0 : pauses_ + 1;
    if (pauses_ > 0 && pauses_ <= most_pauses)
        run_until(Clock::now() + apart, [] { return false; });
    return std::nullopt;
}

TcpConversation::Ended TcpConversation::act(const transcript::Await& await) {
    const auto enough = [this] { return news_; };
    if (await.until != Clock::time_point::max()) {
        run_until(await.until, enough);
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
    run_until(Clock::now() + wait.time, [] { return false; });
    return std::nullopt;
}

TcpConversation::Ended TcpConversation::act(const transcript::HangUp& hang_up) {
    const auto link = links_.find(hang_up.connection);
    if (link == links_.end()) return std::nullopt;
    auto& socket = link->second->socket;
    asio::error_code ignored;
    if (hang_up.how == transcript::HangUp::How::half) {
        socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        return std::nullopt;
    }
    if (hang_up.how == transcript::HangUp::How::reset)
        socket.set_option(asio::socket_base::linger(true, 0), ignored);
    drop(*link->second);
    return std::nullopt;
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

void TcpConversation::add(transcript::Connection connection,
                          asio::ip::tcp::socket socket) {
    asio::error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    auto link = std::make_shared<Link>(Link{connection, std::move(socket)});
    links_[connection] = link;
    player_.opened(connection);
    news_ = true;
    if (live_) live_->opened(connection, {});
    read(std::move(link));
}

void TcpConversation::read(std::shared_ptr<Link> link) {
    auto& socket = link->socket;
    const auto portion = asio::buffer(link->portion);
    socket.async_read_some(
        portion, [this, link](asio::error_code error, std::size_t count) {
            if (!link->socket.is_open()) return;
            if (error) return drop(*link);
            const std::string_view octets(link->portion.data(), count);
            if (live_) live_->passed(link->number, other(plays_), octets);
            player_.receive(link->number, octets);
            news_ = true;
            read(link);
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

template<typename Done>
bool TcpConversation::run_until(Clock::time_point until, Done done) {
    while (!done() && !interrupted_ && Clock::now() < until)
        loop_.run_one_until(until);
    return done();
}
