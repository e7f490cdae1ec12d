#pragma once

#include "common/net/connection.hpp"
#include "tests/unit/catch.hpp"

#include <array>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <cctype>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// One connection with a peer, and simple sessions and filters.
namespace one_connection {

using namespace std::chrono_literals;
using asio::ip::tcp;

/// The time after which a test that hangs fails.
inline constexpr auto patience = 10s;

/// More octets than the kernel holds for a peer that does not read.
inline constexpr std::size_t flood = 200'000;

/// Changes the case of letters. The handshake is "hello", and "!" is an error.
class Swap : public net::Filter {
public:
    void start() override {}
    void feed(std::string_view cipher) override {
        for (const char c : cipher) {
            if (c == '!') error_ = "the peer shouts";
            if (!error_.empty()) return;
            if (c == '.') closed_ = true;
            if (!done_)
                done_ = (hello_ += c) == "hello";
            else if (!closed_)
                plain_ += swap(c);
        }
    }
    void end_of_stream() override {
        if (!closed_) error_ = "the stream was cut";
    }
    void write(std::string_view plain) override {
        for (const char c : plain) cipher_ += swap(c);
    }
    void close() override {
        if (!std::exchange(said_all_, true)) cipher_ += '.';
    }
    std::string take_plain() override { return std::exchange(plain_, {}); }
    std::string take_cipher() override { return std::exchange(cipher_, {}); }
    bool handshake_done() const override { return done_; }
    bool closed() const override { return closed_; }
    const std::string& error() const override { return error_; }

private:
    static char swap(char c) {
        const auto u = static_cast<unsigned char>(c);
        return static_cast<char>(std::isupper(u) ? std::tolower(u)
                                                 : std::toupper(u));
    }

    std::string hello_, plain_, cipher_, error_;
    bool done_ = false, closed_ = false, said_all_ = false;
};

/// Sends back what it receives. But `t` asks for TLS, `q` quits, `f` sends a
/// flood, and `x` throws.
class Echo : public Session {
public:
    void start(Clock::time_point) override { say("Hi"); }
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        std::size_t taken = 0;
        while (taken < bytes.size() && output().size() < 1000) {
            if (wants_tls() || finished()) return bytes.size();
            const char c = bytes[taken++];
            heard += c;
            if (c == 'x') throw std::runtime_error("x came");
            say(std::string(c == 'f' ? flood : 1, c));
            if (c == 't') want_tls();
            if (c == 'q') finish();
        }
        return taken;
    }
    void tick(Clock::time_point) override { may_throw(); }
    void mailbox_changed() override { may_throw(); }
    void say_bye(std::string_view) override {
        if (throws_at_bye) throw std::runtime_error("no goodbye");
        say("B");
        finish();
    }

    std::string heard;
    bool throws = false, throws_at_bye = false;

private:
    bool go_on(Clock::time_point) override {
        may_throw();
        return false;
    }
    void may_throw() {
        if (std::exchange(throws, false)) throw std::runtime_error("it throws");
    }
};

struct Fixture : net::Connection::Observer {
    asio::io_context loop;
    tcp::socket peer{loop};
    Echo* session = nullptr;
    std::shared_ptr<net::Connection> connection;
    std::string received_plain, sent_plain, why;
    std::vector<std::string> failures;
    bool bears_failure = false; ///< false: an exception fails the test
    Clock::time_point now = Clock::now();

    explicit Fixture(std::unique_ptr<net::Filter> filter) {
        tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
        peer.open(tcp::v4());
        peer.set_option(asio::socket_base::receive_buffer_size(16 * 1024));
        peer.connect(acceptor.local_endpoint());
        peer.non_blocking(true);
        net::Socket socket(loop);
        acceptor.accept(socket);
        auto echo = std::make_unique<Echo>();
        session = echo.get();
        connection = std::make_shared<net::Connection>(
            std::move(socket), std::move(echo), *this, 1u, std::move(filter));
        connection->start();
    }

    std::unique_ptr<net::Filter> start_tls(const net::Connection&) override {
        return std::make_unique<Swap>();
    }
    void received(const net::Connection&, std::string_view bytes) override {
        received_plain += bytes;
    }
    void sent(const net::Connection&, std::string_view bytes) override {
        sent_plain += bytes;
    }
    void failed(const net::Connection&, std::string_view what) override {
        if (!bears_failure) throw;
        failures.emplace_back(what);
    }
    void closed(net::Connection&, std::string_view reason) override {
        why = reason;
    }

    void send(std::string_view bytes) {
        asio::write(peer, asio::buffer(bytes));
        run();
    }
    void run() {
        loop.restart();
        while (loop.poll() > 0) loop.restart();
    }
    /// Runs the loop until `condition` holds; false if it never does.
    template<class Condition>
    bool becomes(Condition condition) {
        const auto end = Clock::now() + patience;
        for (run(); !condition(); run()) {
            if (Clock::now() > end) return false;
            std::this_thread::yield();
        }
        return true;
    }
    bool ends(std::string_view reason) {
        return becomes([&] { return why == reason; });
    }
    bool session_hears(std::string_view all) {
        return becomes([&] { return session->heard == all; });
    }
    /// Returns `size` octets that come; fewer if no more come.
    std::string hear(std::size_t size) {
        std::string all;
        becomes([&] {
            std::array<char, 70'000> some;
            asio::error_code error;
            const auto came = peer.read_some(asio::buffer(some), error);
            all.append(some.data(), came);
            return all.size() >= size || error == asio::error::eof;
        });
        return all;
    }
    /// True if nothing has come yet.
    bool silent() {
        run();
        return peer.available() == 0;
    }
    void after(Clock::duration time) { connection->tick(now += time); }
};

struct Filtered : Fixture {
    Filtered() : Fixture(std::make_unique<Swap>()) {}
    void shake_hands() {
        send("hello");
        CHECK(hear(2) == "hI");
    }
};

} // namespace one_connection
