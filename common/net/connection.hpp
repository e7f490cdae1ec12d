#pragma once

#include "common/net/filter.hpp"
#include "common/session.hpp"

#include <asio/basic_stream_socket.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace net {

/// A TCP socket that knows its loop's type: smaller than the general one.
using Socket =
    asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

/// Octets read at once, into a buffer that all connections share.
inline constexpr std::size_t read_portion = 16 * 1024;

/// Octets that the kernel may keep for a peer that does not read. (It doubles
/// the number for its own use.)
inline constexpr int kernel_send_buffer = 32 * 1024;

/// A peer that acknowledges nothing for so long, or never, is gone.
inline constexpr std::chrono::seconds silent_peer{120};

/// The session has finished and we wait so long for the peer to take more of
/// the last words, and then for it to close, too.
inline constexpr std::chrono::seconds closing_time{2};

/// A TLS handshake that is not done by then never will be.
inline constexpr std::chrono::seconds handshake_time{30};

/// Why a connection ended that ended as it should.
inline constexpr std::string_view peer_closed = "the peer closed";

/// Drives one session over one socket, on one thread, with or without a filter
/// between the two. What the observer hears is plain.
///
/// While nothing happens a connection holds no buffer at all: it waits until
/// the socket can be read, and writes at once what its session says. Only when
/// the peer does not keep up does it hold what could not be sent, and then it
/// reads no more.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    /// Hears what happens. Outlives the connection's last event.
    class Observer {
    public:
        virtual ~Observer() = default;
        /// The session wants TLS, and has been told that there is some.
        virtual std::unique_ptr<Filter> start_tls(const Connection&) {
            return nullptr;
        }
        virtual void received(const Connection&, std::string_view) {}
        virtual void sent(const Connection&, std::string_view) {}
        /// All was sent; what was held back may be said now.
        virtual void drained(Connection&) {}
        /// The session has thrown `what`: it says goodbye, and the connection
        /// ends. Who has this one connection alone lets the exception pass on.
        virtual void failed(const Connection&, std::string_view /*what*/) {
            throw;
        }
        /// The connection has ended; `why` is for people.
        virtual void closed(Connection&, std::string_view why) = 0;
    };

    /// `number` names the connection for people. A filter is there from the
    /// first octet on.
    Connection(Socket socket, std::unique_ptr<Session> session,
               Observer& observer, std::uint32_t number,
               std::unique_ptr<Filter> filter = nullptr);

    void start();

    /// Has `words` speak with the session, and sends what it says then.
    void talk(const std::function<void(Session&)>& words);

    /// Sends what the session has to say.
    void flush();

    /// Time has passed. Call it about once a second.
    void tick(Clock::time_point now);

    /// True when all that the session has said has been sent.
    bool idle() const { return unsent_.empty() && session_->output().empty(); }

    /// Ends it at once. The observer hears `why`.
    void close(std::string_view why);

    bool is_open() const { return socket_.is_open(); }
    std::uint32_t number() const { return number_; }
    Session& session() { return *session_; }

private:
    template<class Step>
    void guard(Step step);
    void fail(std::string_view what);
    void send();
    void wait_for_input();
    void wait_for_room();
    void go_on();
    void read();
    void receive(std::string_view bytes);
    void feed(std::string_view bytes);
    bool feed_again();
    std::string take_output();
    void write();
    bool shaking_hands() const { return filter_ && !filter_->handshake_done(); }
    void start_tls();
    bool closed_by_peer() const;
    void finish();
    void wait_for_peer(Clock::time_point now);
    std::string reason(const asio::error_code& error);

    Socket socket_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Filter> filter_; ///< or none
    Observer& observer_;
    std::string unsent_;   ///< taken from the session; the socket was full
    std::size_t sent_ = 0; ///< octets of `unsent_` that were sent
    std::string unread_;   ///< received; the session did not take it yet
    Clock::time_point waiting_since_{}; ///< for the handshake, or for the peer
                                        ///< to take the last words
    std::uint32_t number_;
    bool reading_ = false; ///< a wait for input is pending
    bool writing_ = false; ///< a wait for room is pending
    bool closing_ = false; ///< all is said, the peer has yet to close
    bool failed_ = false;  ///< the session has thrown
};

/// Turns off Nagle's delay, bounds the kernel's buffer, and has the kernel find
/// out peers that have gone without a word.
void prepare(Socket& socket);

} // namespace net
