// A session that throws ends its connection, and nothing else.
#include "tests/unit/catch.hpp"
#include "tests/unit/net/connection_fixture.hpp"

#include <functional>

using namespace one_connection;

TEST_CASE("a session that throws says goodbye, and its connection ends") {
    Fixture f(nullptr);
    f.bears_failure = true;
    f.send("abx and this is thrown away");
    CHECK(f.hear(5) == "HiabB");
    CHECK(f.failures == std::vector<std::string>{"x came"});
    CHECK(f.connection->is_open()); // its peer is to hear the goodbye
    f.peer.close();
    CHECK(f.ends(net::peer_closed));
}

TEST_CASE("a session that throws between what it says ends by its goodbye") {
    Fixture f(nullptr);
    f.bears_failure = true;
    f.send("fx");
    const auto all = f.hear(2 + flood + 1);
    CHECK(all.ends_with("fB"));
    CHECK(f.failures.size() == 1);
}

TEST_CASE("wherever a session throws, it is told from there") {
    const std::vector<std::function<void(Fixture&)>> ways{
        [](Fixture& f) { f.connection->tick(f.now); },
        [](Fixture& f) {
            f.connection->talk([](Session& s) { s.mailbox_changed(); });
        },
        [](Fixture& f) { f.send("a"); }}; // which it says back
    for (const auto& happens : ways) {
        Fixture f(nullptr);
        f.bears_failure = true;
        f.session->throws = true;
        happens(f);
        CHECK(f.becomes([&] { return !f.failures.empty(); }));
        CHECK(f.failures.front() == "it throws");
    }
}

TEST_CASE("a session that throws even at its goodbye is cut off") {
    Fixture f(nullptr);
    f.bears_failure = true;
    f.session->throws_at_bye = true;
    f.send("x");
    CHECK(f.ends("an internal error"));
    CHECK(f.failures == std::vector<std::string>{"x came", "no goodbye"});
}

TEST_CASE("who has one connection alone is given what its session throws") {
    Fixture f(nullptr);
    CHECK_THROWS_WITH(f.send("x"), "x came");
}
