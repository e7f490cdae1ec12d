#pragma once

#include "common/net/address.hpp"
#include "common/net/tls_filter.hpp"
#include "common/transcript/live.hpp"
#include "common/transcript/player.hpp"
#include "tutorial/kit/conversation/peer_clock.hpp"
#include "tutorial/kit/conversation/play_end.hpp"
#include "tutorial/kit/conversation/tls_client.hpp"

#include <array>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/signal_set.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace kit {

/// Carries octets between a player and TCP connections, on one thread.
class TcpConversation {
public:
    /// Called while nothing is connected. Returns a reason not to wait any
    /// longer, or nothing.
    using Trouble = std::function<std::optional<std::string>()>;

    /// The arguments must outlive it; `live` may be null. With `tls` the
    /// connections to a server use TLS.
    TcpConversation(transcript::Player& player, transcript::LiveWire* live,
                    std::optional<TlsClient> tls = {});

    /// Plays the client. With `trouble` the server was just started: connecting
    /// is tried again for some seconds, until it listens. When all is said, the
    /// server is told that nothing more will come.
    PlayEnd play_client(const net::Address& server, Trouble trouble);

    /// Plays the server at an address where it listens already.
    PlayEnd play_server(asio::ip::tcp::acceptor& acceptor, Trouble trouble);

    /// Lets the peer be observed while nothing comes, see PeerClock.
    void observe_peer(PeerClock::Observe observe) {
        clock_.observe_with(std::move(observe));
    }

    /// Tells whether the client's program has ended, see `!ended`.
    void watch_program(std::function<bool()> ended) {
        program_ended_ = std::move(ended);
    }

    /// True if there was a connection.
    bool reached() const { return connections_ > 0; }

    asio::io_context& loop() { return loop_; }

private:
    struct Peer {
        transcript::Connection number;
        asio::ip::tcp::socket socket;
        std::unique_ptr<net::TlsFilter> filter{}; ///< null: plain text
        std::string out{};                        ///< to be sent
        bool writing = false;
        bool ended = false;   ///< it has ended its direction
        bool refused = false; ///< it was gone when we sent
        bool asking = false;  ///< for TLS: what comes is added to `before`
        std::string before{};
        std::array<char, 4096> portion{};
    };
    using SharedPeer = std::shared_ptr<Peer>;

    PlayEnd play();
    std::optional<PlayEnd> act(const transcript::Open& open);
    std::optional<PlayEnd> act(const transcript::Send& send);
    std::optional<PlayEnd> act(const transcript::Await& await);
    std::optional<PlayEnd> act(const transcript::AwaitEnd& await);
    std::optional<PlayEnd> act(const transcript::Deliver& deliver);
    std::optional<PlayEnd> act(const transcript::Wait& wait);
    std::optional<PlayEnd> act(const transcript::Refuse& refuse);
    std::optional<PlayEnd> act(const transcript::BeginTls& tls);
    std::optional<PlayEnd> act(const transcript::HangUp& hang_up);
    std::optional<PlayEnd> act(const transcript::Finished&) { return Passed{}; }
    std::optional<PlayEnd> act(const transcript::Mismatch& mismatch) {
        return mismatch;
    }

    void accept();
    std::optional<PlayEnd> add(transcript::Connection connection,
                               asio::ip::tcp::socket socket);
    void read(SharedPeer peer);
    void take(const SharedPeer& peer, std::string_view octets);
    void receive(const Peer& peer, std::string_view octets);
    void send_more(SharedPeer peer);
    void end(Peer& peer, asio::error_code error);
    void drop(Peer& peer);
    void end_sending();
    void close_all();
    void answer_ends();
    void wait_until_read(SharedPeer peer);
    // tcp_tls.cpp
    std::optional<PlayEnd> start_tls(const SharedPeer& peer);
    std::optional<PlayEnd> shake_hands(const SharedPeer& peer);
    std::optional<PlayEnd> ask_for_tls(const SharedPeer& peer,
                                       std::string& greeting);
    void send_cipher(const SharedPeer& peer);
    void run_until(Clock::time_point until, const std::function<bool()>& done);
    void await_until(const transcript::Await& await);
    bool is_under_way() const;

    asio::io_context loop_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    asio::signal_set signals_;
    transcript::Player& player_;
    transcript::LiveWire* live_;
    std::optional<TlsClient> tls_;
    net::Address server_;
    Trouble trouble_;
    asio::ip::tcp::acceptor* acceptor_ = nullptr; ///< when we are the server
    std::function<bool()> program_ended_;
    PeerClock clock_;
    std::map<transcript::Connection, SharedPeer> peers_; ///< connected
    transcript::Connection connections_ = 0;             ///< made so far
    int segments_sent_in_line_ = 0;
    int unread_waits_ = 0;        ///< in which the peer did not read
    bool something_came_ = false; ///< since the player was last asked
    bool interrupted_ = false;
};

} // namespace kit
