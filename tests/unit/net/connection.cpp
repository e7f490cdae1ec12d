// One connection, with a filter between its socket and its session that is
// simple enough to see through: letters change their case.
#include "common/net/connection.hpp"
#include "tests/unit/catch.hpp"

#include <array>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <cctype>
#include <thread>

using namespace std::chrono_literals;
using asio::ip::tcp;

namespace {

/// Only bounds how long a failure takes.
constexpr auto patience = 10s;

/// More than the kernel holds for a peer that does not read.
constexpr std::size_t flood = 200'000;

/// The handshake is "hello", and "!" is an error.
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

/// Says back what it hears, but `t` is for TLS, `q` to quit, and `f` for a
/// flood.
class Echo : public Session {
public:
    void start(Clock::time_point) override { say("Hi"); }
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        std::size_t taken = 0;
        while (taken < bytes.size() && output().size() < 1000) {
            if (wants_tls() || finished()) return bytes.size();
            const char c = bytes[taken++];
            heard += c;
            say(std::string(c == 'f' ? flood : 1, c));
            if (c == 't') want_tls();
            if (c == 'q') finish();
        }
        return taken;
    }
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

    std::string heard;
};

struct Fixture : net::Connection::Observer {
    asio::io_context loop;
    tcp::socket peer{loop};
    Echo* session = nullptr;
    std::shared_ptr<net::Connection> connection;
    std::string received_plain, sent_plain, why;
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
    /// Goes on until it is so; false if it never is.
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
    /// What comes, until it is so much; less if no more is to come.
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
    /// Nothing has come yet.
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

} // namespace

TEST_CASE("nothing is said before the handshake is done") {
    Filtered f;
    CHECK(f.silent());
    CHECK(f.sent_plain.empty());
    f.send("hell");
    CHECK(f.silent());
    f.send("oABC"); // the session's bytes may come with its end
    CHECK(f.hear(5) == "hIABC");
    CHECK(f.received_plain == "abc");
    CHECK(f.sent_plain == "Hiabc");
}

TEST_CASE("a handshake is waited for so long and no longer") {
    Filtered f;
    f.send("hell");
    f.after(0s);
    f.after(net::handshake_time - 1ms);
    CHECK(f.connection->is_open());
    f.after(1ms);
    CHECK_FALSE(f.connection->is_open());
    CHECK(f.ends("the TLS handshake was not done within 30 seconds"));
}

TEST_CASE("once it is done, the last words have their own time") {
    Filtered f;
    f.after(0s);
    f.after(net::handshake_time - 1ms);
    f.shake_hands();
    f.send("Q");
    CHECK(f.session_hears("q"));
    f.after(1ms);
    f.after(net::closing_time - 2ms);
    CHECK(f.connection->is_open());
    f.after(2ms);
    CHECK(f.ends("the peer did not close"));
}

TEST_CASE("the session's goodbye comes before the filter's") {
    Filtered f;
    f.shake_hands();
    f.send("ABQC");
    CHECK(f.hear(4) == "ABQ.");
    CHECK(f.session_hears("abq"));
    f.peer.close(); // after a goodbye that is no cut
    f.run();
    CHECK(f.ends(net::peer_closed));
}

TEST_CASE("the filter's goodbye is answered, and ends it") {
    Filtered f;
    f.shake_hands();
    f.send("A.");
    CHECK(f.hear(2) == "A.");
    CHECK(f.ends(net::peer_closed));
}

TEST_CASE("an end without a goodbye is noted") {
    Filtered f;
    f.shake_hands();
    f.peer.close();
    f.run();
    CHECK(f.ends("the stream was cut"));
}

TEST_CASE("an error of the filter ends it, and what came before it counts") {
    Filtered f;
    f.shake_hands();
    f.send("A!B");
    CHECK(f.ends("the peer shouts"));
    CHECK(f.session_hears("a"));
}

TEST_CASE("a session that is full waits, and loses nothing") {
    Filtered f;
    f.shake_hands();
    f.send("FFFFFABC");
    CHECK(f.session_hears("f")); // back-pressure
    CHECK_FALSE(f.connection->idle());
    const auto all = f.hear(5 * flood + 3);
    CHECK(all.size() == 5 * flood + 3);
    CHECK(all.ends_with("FABC"));
    CHECK(f.connection->idle());
}

TEST_CASE("while the peer does not read, no more is read through a filter") {
    Filtered f;
    f.shake_hands();
    f.send("F");
    CHECK(f.session_hears("f"));
    for (int n = 0; n < 100; ++n) f.send("!");
    CHECK(f.why.empty()); // it has not seen them
    CHECK(f.hear(flood).size() == flood);
    CHECK(f.ends("the peer shouts"));
}

TEST_CASE("TLS begins when the session wants it, behind what it has said") {
    Fixture f(nullptr);
    CHECK(f.hear(2) == "Hi");
    f.send("at and this is thrown away");
    CHECK(f.hear(2) == "at");
    CHECK(f.session_hears("at"));
    CHECK_FALSE(f.session->wants_tls());
    f.send("helloABC");
    CHECK(f.hear(3) == "ABC");
    CHECK(f.session_hears("atabc"));
}

TEST_CASE("what comes in plain text before TLS begins is thrown away") {
    Fixture f(nullptr);
    f.hear(2);
    f.send("f"); // what follows cannot be said yet
    CHECK(f.session_hears("f"));
    f.send("t");
    CHECK(f.session_hears("ft"));
    f.send("not this");
    const auto all = f.hear(flood + 1);
    CHECK(all.size() == flood + 1);
    CHECK(all.ends_with("ft"));
    f.send("helloA");
    CHECK(f.hear(1) == "A");
    CHECK(f.session_hears("fta"));
}

TEST_CASE("a plain connection says what it hears") {
    Fixture f(nullptr);
    f.send("abq");
    CHECK(f.hear(5) == "Hiabq");
    CHECK(f.sent_plain == "Hiabq");
    f.peer.close();
    f.run();
    CHECK(f.ends(net::peer_closed));
}
