#pragma once

#include "common/net/address.hpp"
#include "common/net/tls_filter.hpp"
#include "common/transcript/live.hpp"
#include "common/transcript/player.hpp"
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
#include <sys/types.h>
#include <variant>

/// How a play over a network ended.
struct Passed {};
struct Interrupted {}; ///< Ctrl-C
struct Impossible {
    std::string why; ///< it could not even begin
};
using Outcome =
    std::variant<Passed, transcript::Mismatch, Interrupted, Impossible>;

/// Why a conversation did not go as it should, in a sentence.
std::optional<std::string> trouble_of(const Outcome& outcome);

/// Carries octets between a player and TCP connections, on one thread.
class TcpConversation {
public:
    /// Asked while nothing is connected: a reason not to wait any longer.
    using Trouble = std::function<std::optional<std::string>()>;

    /// Everything given must outlive it; `live` may be null. With `tls` the
    /// connections to a server are made so.
    TcpConversation(transcript::Player& player, transcript::LiveWire* live,
                    std::optional<TlsClient> tls = {});

    /// Plays the client; with `trouble` it tries again for some seconds until
    /// the server, which was just started, listens.
    Outcome play_client(const net::Address& server, Trouble trouble);

    /// Plays the server at an address where it listens already.
    Outcome play_server(asio::ip::tcp::acceptor& acceptor, Trouble trouble);

    /// Looks at what the programs of this group do while nothing comes. Once
    /// they stand still a deadline is taken to be over: the clock is turned, as
    /// in memory. While they work it stands, for the machine may be slow.
    void look_at(pid_t group) { peer_ = group; }

    asio::io_context& loop() { return loop_; }

private:
    struct Link {
        transcript::Connection number;
        asio::ip::tcp::socket socket;
        std::unique_ptr<net::TlsFilter> filter{}; ///< or none
        std::string out{};                        ///< to be sent
        bool writing = false;
        bool asking = false; ///< for TLS; what comes goes to `before`
        std::string before{};
        std::array<char, 4096> portion{};
    };
    using SharedLink = std::shared_ptr<Link>;
    using Ended = std::optional<Outcome>;

    Outcome play();
    Ended act(const transcript::Open& open);
    Ended act(const transcript::Send& send);
    Ended act(const transcript::Await& await);
    Ended act(const transcript::Deliver& deliver);
    Ended act(const transcript::Wait& wait);
    Ended act(const transcript::BeginTls& tls);
    Ended act(const transcript::HangUp& hang_up);
    Ended act(const transcript::Finished&) { return Passed{}; }
    Ended act(const transcript::Mismatch& mismatch) { return mismatch; }

    void accept(asio::ip::tcp::acceptor& acceptor);
    Ended add(transcript::Connection connection, asio::ip::tcp::socket socket);
    void read(SharedLink link);
    void take(const SharedLink& link, std::string_view octets);
    void hear(const Link& link, std::string_view octets);
    void send_more(SharedLink link);
    void drop(Link& link);
    void part();
    void let_read(SharedLink link);
    // tcp_tls.cpp
    Ended secure(const SharedLink& link);
    Ended shake_hands(const SharedLink& link);
    Ended ask_for_tls(const SharedLink& link, std::string& greeting);
    void send_cipher(const SharedLink& link);
    void run_until(Clock::time_point until, const std::function<bool()>& done);
    void await_until(Clock::time_point until);
    bool is_under_way() const;
    void spare(Clock::time_point since);
    Clock::time_point now() const { return Clock::now() + turned_; }

    asio::io_context loop_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    asio::signal_set signals_;
    transcript::Player& player_;
    transcript::LiveWire* live_;
    std::optional<TlsClient> tls_;
    transcript::Side plays_ = transcript::Side::client;
    net::Address server_;
    Trouble trouble_;
    std::map<transcript::Connection, std::shared_ptr<Link>> links_;
    transcript::Connection accepted_ = 0;
    std::optional<pid_t> peer_; ///< that is looked at
    Clock::duration turned_{};  ///< by how much the clock was
    Clock::duration spared_{};  ///< how much of that because it worked
    int pauses_ = 0;            ///< within a line that is sent
    int in_vain_ = 0;           ///< waits for the peer to read
    bool news_ = false;         ///< for the player, since it was last asked
    bool interrupted_ = false;
};
