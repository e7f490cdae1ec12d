// Clients are served in turns. There are no ticks in these tests: all work must
// be done without them.
#include "common/net/turns.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/login/class_login.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "tests/unit/catch.hpp"

#include <algorithm>
#include <array>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <functional>
#include <thread>

using namespace std::chrono_literals;
using asio::ip::tcp;

namespace {

/// The time after which a test that hangs fails.
constexpr auto patience = 60s;

/// Connections that are served in turns, and nothing else.
struct World : net::Connection::Observer {
    asio::io_context loop;
    net::Turns turns{loop};
    std::vector<std::shared_ptr<net::Connection>> connections;

    void busy(net::Connection& connection) override {
        turns.add_busy(connection);
    }
    void woken(net::Connection& connection) override {
        turns.add_woken(connection);
    }
    void closed(net::Connection&, std::string_view) override {}

    template<class Condition>
    bool becomes(Condition condition) {
        const auto end = Clock::now() + patience;
        while (!condition()) {
            if (Clock::now() > end) return false;
            loop.restart();
            loop.poll_one();
            std::this_thread::yield();
        }
        return true;
    }
    /// True if there is nothing to do until somebody sends something.
    bool rests() {
        loop.restart();
        while (loop.poll() > 0) loop.restart();
        return turns.idle();
    }
};

/// The other end of a connection that `session` serves.
class Peer {
public:
    Peer(World& world, std::unique_ptr<Session> session)
        : world_(world), socket_(world.loop) {
        tcp::acceptor acceptor(world.loop,
                               {asio::ip::address_v4::loopback(), 0});
        socket_.open(tcp::v4());
        socket_.set_option(asio::socket_base::receive_buffer_size(16 * 1024));
        socket_.connect(acceptor.local_endpoint());
        socket_.non_blocking(true);
        net::Socket accepted(world.loop);
        acceptor.accept(accepted);
        world.connections.push_back(std::make_shared<net::Connection>(
            std::move(accepted), std::move(session), world, 1u));
        world.connections.back()->start();
    }
    void send(std::string_view text) {
        asio::write(socket_, asio::buffer(text));
    }
    /// Reads until what has come ends with `last`; false if it never does.
    bool hears(std::string_view last) {
        return world_.becomes([&] {
            std::array<char, 50'000> some;
            asio::error_code error;
            const auto came = socket_.read_some(asio::buffer(some), error);
            heard.append(some.data(), came);
            return std::string_view(heard).ends_with(last);
        });
    }
    std::string heard;

private:
    World& world_;
    tcp::socket socket_;
};

/// A session that works for ever once it has received something.
class Endless : public Session {
public:
    explicit Endless(std::function<void()> portion)
        : portion_(std::move(portion)) {}
    void start(Clock::time_point) override {}
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        if (!bytes.empty()) begun_ = true;
        return bytes.size();
    }
    bool go_on(Clock::time_point) override {
        if (begun_) portion_();
        return begun_;
    }
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    std::function<void()> portion_;
    bool begun_ = false;
};

/// Sends back one octet in each portion, and looks when it is woken.
class Echo : public Session {
public:
    void start(Clock::time_point) override {}
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        if (bytes.empty()) return 0;
        say(bytes.substr(0, 1));
        return 1;
    }
    void tick(Clock::time_point) override {}
    void mailbox_changed() override { ++looks; }
    void say_bye(std::string_view) override { finish(); }
    using Session::wake;

    int looks = 0;
};

/// A mailbox of many messages, and clients that have it selected.
struct Mail : World {
    mail::MemoryStore store{[](mail::Mailbox& inbox) {
        const auto message = "Subject: x\r\n\r\n" + std::string(500, 'x');
        for (int n = 0; n < 1000; ++n)
            static_cast<void>(inbox.append(message, {}, {}));
    }};
    std::shared_ptr<mail::Account> account = *store.account("ann");
    login::ClassLogin login{account};
    imap_server::Service service{login};

    ~Mail() override { connections.clear(); }
    Peer client() {
        Peer peer(*this, std::make_unique<imap_server::ImapSession>(service));
        peer.send("a LOGIN ann x\r\nb SELECT INBOX\r\n");
        CHECK(peer.hears("b OK [READ-WRITE] SELECT completed\r\n"));
        return peer;
    }
};

} // namespace

TEST_CASE("a client is answered while the work of another never ends") {
    World world;
    int portions = 0;
    Peer busy(world, std::make_unique<Endless>([&] { ++portions; }));
    Peer other(world, std::make_unique<Echo>());
    busy.send("x");
    CHECK(world.becomes([&] { return portions > 0; }));
    for (const auto* text : {"a", "b", "c"}) {
        const auto before = portions;
        other.send(text);
        CHECK(other.hears(text));
        CHECK(world.becomes([&] { return portions > before; }));
    }
}

TEST_CASE("all busy clients get their turns") {
    World world;
    std::array<int, 3> portions{};
    std::vector<std::unique_ptr<Peer>> peers;
    for (auto& count : portions) {
        peers.push_back(std::make_unique<Peer>(
            world, std::make_unique<Endless>([&] { ++count; })));
        peers.back()->send("x");
    }
    CHECK(world.becomes([&] {
        return std::ranges::all_of(portions, [](int n) { return n > 1000; });
    }));
}

TEST_CASE("requests that come at once are answered one by one, and then the "
          "connection rests") {
    World world;
    Peer peer(world, std::make_unique<Echo>());
    const std::string many(10'000, 'x');
    peer.send(many + "y");
    CHECK(peer.hears("y"));
    CHECK(peer.heard == many + "y");
    CHECK(world.rests());
}

TEST_CASE("a session that is woken many times in a turn looks once") {
    World world;
    auto session = std::make_unique<Echo>();
    auto& watcher = *session;
    Peer idler(world, std::move(session));
    int wakes = 0;
    Peer busy(world, std::make_unique<Endless>([&] {
                  watcher.wake();
                  ++wakes;
              }));
    busy.send("x");
    CHECK(world.becomes([&] { return wakes > 10'000; }));
    CHECK(watcher.looks > 0);
    CHECK(watcher.looks < wakes / 2);
}

TEST_CASE("whatever an IMAP client asks is answered without a tick") {
    Mail mail;
    auto client = mail.client();
    std::string noops;
    for (int n = 0; n < 2000; ++n) noops += "n NOOP\r\n";
    for (const std::string command :
         {"FETCH 1:* (UID FLAGS)", "FETCH 1:* BODY.PEEK[]",
          "STORE 1:* +FLAGS (\\Flagged)", "SEARCH TEXT nothing",
          "SEARCH UNSEEN", "COPY 1:* Sent", "STATUS Sent (MESSAGES SIZE)",
          "LIST \"\" * RETURN (STATUS (UNSEEN))", "LSUB \"\" *",
          "STORE 1:* +FLAGS.SILENT (\\Deleted)", "EXPUNGE", "DELETE Sent"}) {
        INFO(command);
        client.heard.clear();
        client.send(noops + "x " + command + "\r\n" + noops + "y NOOP\r\n");
        CHECK(client.hears("y OK NOOP completed\r\n"));
        CHECK(client.heard.find("\nx OK ") != std::string::npos);
        CHECK(mail.rests());
    }
}

TEST_CASE("nobody is busy while all wait") {
    Mail mail;
    auto one = mail.client(), other = mail.client();
    one.send("i IDLE\r\n");
    CHECK(one.hears("+ idling\r\n"));
    CHECK(mail.rests());
    other.send("s STORE 1 +FLAGS (\\Seen)\r\n");
    CHECK(other.hears("s OK STORE completed\r\n"));
    CHECK(one.hears("* 1 FETCH (UID 1 FLAGS (\\Seen \\Recent))\r\n"));
    CHECK(mail.rests());
    other.send("f FETCH 1:* BODY.PEEK[]\r\n"); // more than it reads now
    CHECK(mail.becomes([&] { return mail.rests(); }));
    CHECK(other.hears("f OK FETCH completed\r\n"));
    CHECK(mail.rests());
}
