// An exception in one client's session ends that client, and no other.
#include "proto_server/login/users_login.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/mailbox.hpp"
#include "proto_server/server.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <array>
#include <asio/write.hpp>
#include <stdexcept>
#include <thread>

using namespace std::chrono_literals;

namespace {

/// The time after which a test that hangs fails.
constexpr auto patience = 30s;

/// The hash of "Hello world!" in the specification of SHA-crypt.
const std::string users_file =
    "ann:$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI"
    "68u4OTLiBFdcbYEdFCoEOfaS35inz1\n";

/// Sends back what it receives. `x` makes it throw, and `n` makes it throw at
/// the next nudge.
class Fragile : public Session {
public:
    explicit Fragile(mail::Mailbox& mailbox)
        : watch_(mailbox, [this] { wake(); }) {}
    void start(Clock::time_point) override { say("+"); }
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        if (bytes.find('x') != bytes.npos) throw std::bad_alloc();
        throws_ = throws_ || bytes.find('n') != bytes.npos;
        say(bytes);
        return bytes.size();
    }
    void tick(Clock::time_point) override {}
    void mailbox_changed() override {
        if (std::exchange(throws_, false)) throw std::runtime_error("nudged");
        say("!");
    }
    void say_bye(std::string_view) override {
        say("BYE");
        finish();
    }

private:
    bool throws_ = false;
    mail::MailboxWatch watch_;
};

struct Log : server::Server::Log {
    void failed(std::string_view who, std::string_view what) override {
        failures.push_back(std::string(who) + ": " + std::string(what));
    }
    std::vector<std::string> failures;
};

struct Fixture {
    mail::Mailbox mailbox;
    asio::io_context loop;
    Log log;
    server::Server server{loop, log};
    server::Server::SessionFactory make = [this](const std::string&) {
        return std::make_unique<Fragile>(mailbox);
    };
    asio::ip::tcp::endpoint where;

    Fixture() {
        const auto all = server.listen(
            {"127.0.0.1", 0}, [this](const auto& f) { return make(f); });
        where = {asio::ip::make_address(all.at(0).host), all.at(0).port};
    }

    template<class Condition>
    bool becomes(Condition condition) {
        const auto end = Clock::now() + patience;
        while (!condition()) {
            if (Clock::now() > end) return false;
            loop.restart();
            loop.poll();
            std::this_thread::yield();
        }
        return true;
    }
};

struct Peer {
    explicit Peer(Fixture& fixture) : f(fixture), socket(f.loop) {
        socket.connect(f.where);
        socket.non_blocking(true);
    }
    void send(std::string_view text) {
        asio::write(socket, asio::buffer(text));
    }
    /// True if the next octets that come are `text`.
    bool hears(std::string_view text) {
        std::string all;
        f.becomes([&] {
            std::array<char, 100> some;
            asio::error_code error;
            all.append(some.data(),
                       socket.read_some(
                           asio::buffer(some.data(), text.size() - all.size()),
                           error));
            return all.size() == text.size() || error == asio::error::eof;
        });
        return all == text;
    }

    Fixture& f;
    asio::ip::tcp::socket socket;
};

/// A store that throws when it is asked for an account.
struct BrokenStore : mail::Store {
    void account(std::string_view,
                 mail::Done<std::shared_ptr<mail::Account>>) override {
        throw std::runtime_error("no account");
    }
};

} // namespace

TEST_CASE("a session that throws is said goodbye to, and others are served") {
    Fixture f;
    Peer one(f), other(f);
    CHECK(one.hears("+"));
    CHECK(other.hears("+"));
    one.send("x");
    CHECK(one.hears("BYE"));
    CHECK(f.log.failures ==
          std::vector<std::string>{"client 1: std::bad_alloc"});
    other.send("a");
    CHECK(other.hears("a"));
    Peer third(f);
    CHECK(third.hears("+"));
}

TEST_CASE("a nudge that one session cannot bear reaches the others") {
    Fixture f;
    Peer one(f), other(f);
    CHECK(one.hears("+"));
    CHECK(other.hears("+"));
    one.send("n");
    CHECK(one.hears("n"));
    post_advert(f.mailbox, "news");
    CHECK(one.hears("BYE"));
    CHECK(other.hears("!"));
    CHECK(f.log.failures == std::vector<std::string>{"client 1: nudged"});
}

TEST_CASE("a client that cannot be taken in leaves room for the next") {
    Fixture f;
    const auto make = std::exchange(f.make, [](const auto&) {
        throw std::runtime_error("no session");
        return std::unique_ptr<Session>();
    });
    Peer one(f);
    CHECK(f.becomes([&] { return !f.log.failures.empty(); }));
    CHECK(f.log.failures ==
          std::vector<std::string>{"a new client: no session"});
    f.make = make;
    Peer other(f);
    CHECK(other.hears("+"));
}

TEST_CASE("a login that throws is an answer, and a line for the operator") {
    const OwnFolder folder;
    folder.write("users", users_file);
    Fixture f;
    BrokenStore store;
    login::UsersLogin login(
        f.loop, {folder.path / "users", {}}, store,
        {[&f](auto who, auto what) { f.server.report(who, what); },
         [](const auto&) {}},
        1);
    const auto pending = login.check(
        {.user = "ann", .secret = "Hello world!", .from = "127.0.0.1"});
    CHECK(f.becomes([&] { return pending->has_value(); }));
    REQUIRE(pending->has_value());
    CHECK((*pending)->error().what == "internal error");
    CHECK(f.log.failures == std::vector<std::string>{"ann: no account"});
}
