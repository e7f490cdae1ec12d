#pragma once

#include "common/net/filter.hpp"
#include "common/session.hpp"

#include <asio/basic_stream_socket.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace net {

/// A TCP socket that knows its loop's type: smaller than the general one.
using Socket =
    asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

/// Octets read at once, into a buffer that all connections share.
inline constexpr std::size_t read_portion = 16 * 1024;

/// Octets that a session has said are sent when there are so many, or when it
/// has nothing more to do: one write for many small portions.
inline constexpr std::size_t send_portion = 16 * 1024;

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
/// between the two. What the observer is told is plain.
///
/// Theory of operation
///
/// Portions. A session works in portions (`Session::go_on`), and between two of
/// them the loop serves others. `flush` does the first portion at once. If
/// there is more to do, the connection is busy: it tells its observer, which
/// calls `serve` in the next turns of the loop until that returns false. Each
/// request that came together with others is a portion of its own.
///
/// Back-pressure. Octets wait in two places: `unsent_` was taken from the
/// session and the socket is full; `unread_` was received and the session has
/// not taken it yet. While there is something in `unsent_` the session does
/// not go on, and while there is something in `unread_` nothing is read from
/// the socket. So a peer that does not read is not read either, its kernel
/// tells it to wait, and what it can make us hold is bounded. When the socket
/// has room, or the session is woken, all goes on from there.
///
/// Waiting. A connection that is not busy waits for one of
/// four things: input (`reading_`), room in the socket (`writing_`), `wake`, or
/// a time (`tick`). It never waits for a tick to do what could be done now.
///
/// Wake. `wake` may be called at any time, also by the session itself in the
/// midst of its work. It only notes that the session should look; the session
/// does so in a later turn, and not before the peer has taken all that was
/// said. However often it is called until then, the session looks once.
///
/// Idle. While nothing happens a connection holds no buffer at all: it waits
/// until the socket can be read, and writes at once what its session says.
class Connection : public std::enable_shared_from_this<Connection>,
                   public Session::Waker {
public:
    /// Is told what happens. Outlives the connection's last event.
    class Observer {
    public:
        virtual ~Observer() = default;
        /// The session wants TLS, and has been told that there is some.
        virtual std::unique_ptr<Filter> start_tls(const Connection&) {
            return nullptr;
        }
        virtual void received(const Connection&, std::string_view) {}
        virtual void sent(const Connection&, std::string_view) {}
        /// There is more to do than one portion: call `serve` in one of the
        /// next turns of the loop, until it returns false.
        virtual void busy(Connection& connection) { connection.serve_soon(); }
        /// The session should look: call `serve` as if it were busy. Many may
        /// be woken in one turn, and one more often than once.
        virtual void woken(Connection& connection) { connection.serve_soon(); }
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

    /// Does one portion, and sends what the session has to say.
    void flush();

    /// Does one portion of a connection that is busy or woken. Returns true if
    /// it is busy still; then call `send_said` at the end of the turn.
    bool serve();
    void send_said();

    /// Takes the connection as busy, which `serve` ends. Returns false if it
    /// was busy already.
    bool become_busy() { return !std::exchange(busy_, true); }

    /// Serves the connection until it is no longer busy, one portion in each
    /// turn of the loop: for a loop that serves it alone.
    void serve_soon();

    void wake() override;

    /// Time has passed. Call it about once a second.
    void tick(Clock::time_point now);

    /// True when all that the session has said has been sent.
    bool idle() const { return unsent_.empty() && session_->output().empty(); }

    /// Sends the end of the stream behind what was said so far, and goes on
    /// receiving. Nothing happens if there is a filter: TLS has no such thing.
    void end_sending();

    /// Ends it at once. The observer hears `why`.
    void close(std::string_view why);

    bool is_open() const { return socket_.is_open(); }
    std::uint32_t number() const { return number_; }
    Session& session() { return *session_; }

private:
    /// Runs a step of the session's code. An exception in it ends this
    /// connection alone. All code of the session is run by this function.
    template<class Step>
    void guard(Step step) {
        try {
            step();
        } catch (const std::exception& error) {
            fail(error.what());
        } catch (...) {
            fail("an unknown exception");
        }
    }
    void fail(std::string_view what);
    bool do_portion();
    bool go_on();
    std::size_t offer(Clock::time_point now);
    bool send();
    void settle();
    void wait_for_input();
    void wait_for_room();
    void read();
    void take_from_socket(std::string_view bytes);
    std::string next_to_send();
    bool write_to_socket();
    bool shaking_hands() const { return filter_ && !filter_->handshake_done(); }
    void start_tls();
    bool closed_by_peer() const;
    void finish();
    void shut_down();
    void wait_for_peer(Clock::time_point now);
    std::string reason(const asio::error_code& error);

    Socket socket_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Filter> filter_; ///< or none
    Observer& observer_;
    std::string unsent_;    ///< taken from the session; the socket was full
    std::size_t sent_ = 0;  ///< octets of `unsent_` that were sent
    std::string unread_;    ///< received; the session did not take all of it
    std::size_t taken_ = 0; ///< octets of `unread_` that it took
    Clock::time_point waiting_since_{}; ///< for the handshake, or for the peer
                                        ///< to take the last words
    std::uint32_t number_;
    bool reading_ = false;    ///< a wait for input is pending
    bool writing_ = false;    ///< a wait for room is pending
    bool closing_ = false;    ///< all is said, the peer has yet to close
    bool end_wanted_ = false; ///< the end of the stream is to be sent
    bool failed_ = false;     ///< the session has thrown
    bool busy_ = false;       ///< there is more to do; `serve` will be called
    bool woken_ = false;      ///< the session should look at its mailbox
};

/// Turns off Nagle's delay, bounds the kernel's buffer, and has the kernel find
/// out peers that have gone without a word.
void prepare(Socket& socket);

} // namespace net
