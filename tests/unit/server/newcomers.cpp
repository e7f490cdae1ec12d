// Who gives way when places are scarce.
#include "proto_server/newcomers.hpp"
#include "tests/unit/catch.hpp"

#include <asio/io_context.hpp>

using namespace std::chrono_literals;
using Standing = Session::Standing;

namespace {

/// A session that says who its client is.
class Claims : public Session {
public:
    explicit Claims(Standing standing) : standing_(standing) {}
    void start(Clock::time_point) override {}
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        return bytes.size();
    }
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }
    Standing standing() const override { return standing_; }
    void becomes(Standing standing) { standing_ = standing; }

private:
    Standing standing_;
};

struct Fixture : net::Connection::Observer {
    asio::io_context loop;
    server::Newcomers newcomers{60s};
    Clock::time_point now{};
    std::vector<std::shared_ptr<net::Connection>> clients;

    std::shared_ptr<net::Connection> add(const std::string& from,
                                         Standing standing) {
        net::Socket socket(loop.get_executor());
        socket.open(asio::ip::tcp::v4());
        clients.push_back(std::make_shared<net::Connection>(
            std::move(socket), std::make_unique<Claims>(standing), *this,
            static_cast<std::uint32_t>(clients.size() + 1)));
        newcomers.add(clients.back(), from);
        return clients.back();
    }
    static void becomes(const std::shared_ptr<net::Connection>& client,
                        Standing standing) {
        dynamic_cast<Claims&>(client->session()).becomes(standing);
    }
    void pass(std::chrono::seconds time) {
        for (; time > 0s; time -= 1s) newcomers.tick(now += 1s);
    }
    void closed(net::Connection&, std::string_view) override {}
};

} // namespace

TEST_CASE("who has been here longest without a login gives way") {
    Fixture f;
    f.pass(1s);
    const auto first = f.add("a", Standing::unknown);
    f.pass(1s);
    const auto second = f.add("b", Standing::unknown);
    f.pass(58s);
    CHECK_FALSE(f.newcomers.take_oldest({}));
    f.pass(1s);
    CHECK(f.newcomers.take_oldest({}) == first);
    CHECK_FALSE(f.newcomers.take_oldest({}));
    f.pass(1s);
    CHECK_FALSE(f.newcomers.take_oldest("a"));
    CHECK(f.newcomers.take_oldest("b") == second);
    CHECK(f.newcomers.size() == 0);
}

TEST_CASE("the time in which we check a password does not count") {
    Fixture f;
    const auto client = f.add("a", Standing::unknown);
    f.pass(60s);
    Fixture::becomes(client, Standing::in_check);
    f.pass(100s);
    CHECK_FALSE(f.newcomers.take_oldest({}));
    Fixture::becomes(client, Standing::unknown); // it was wrong
    CHECK_FALSE(f.newcomers.take_oldest({}));
    f.pass(1s);
    CHECK(f.newcomers.take_oldest({}) == client);
}

TEST_CASE("who has logged in, or is gone, is no newcomer") {
    Fixture f;
    f.add("a", Standing::known);
    CHECK(f.newcomers.size() == 0);
    const auto member = f.add("a", Standing::unknown);
    const auto gone = f.add("a", Standing::unknown);
    f.pass(61s);
    Fixture::becomes(member, Standing::known);
    gone->close("it left");
    CHECK_FALSE(f.newcomers.take_oldest({}));
    f.pass(1s);
    CHECK(f.newcomers.size() == 0);
}
