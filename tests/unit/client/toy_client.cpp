#include "proto_client/limits.hpp"
#include "tests/unit/client/toy_client_fixture.hpp"

// What the toy client sends, and in which order.

TEST_CASE("nothing is said before the greeting") {
    Fixture f("");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.subscribes().empty());
    CHECK(f.hears("* hello toy/1 3 messages\r\n") == "count\r\n");
    CHECK(f.news() == Strings{"* hello toy/1 3 messages"});
    CHECK(f.hears("ok 3\r\n") == "idle\r\n");
}

TEST_CASE("requests are sent in a burst, and replies come in their order") {
    Fixture f;
    CHECK(f.sends(toy::Read{1}) == "read 1\r\n");
    CHECK(f.sends(toy::Read{9}) == "read 9\r\n");
    CHECK(f.sends(toy::Post{"flat"}) == "post flat\r\n");
    f.hears("ok Studio\r\nno message 9\r\nok 4\r\n");
    CHECK(f.replies == Strings{"ok Studio", "no message 9", "ok 4"});
}

TEST_CASE("no more than the limit is sent in a burst") {
    Fixture f;
    for (std::size_t i = 0; i < client::limits::in_flight; ++i)
        CHECK(f.sends(toy::Noop{}) == "noop\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.hears("ok\n") == "count\r\n");
}

TEST_CASE("an event is told at any time and is never a reply") {
    Fixture f;
    f.sends(toy::Count{});
    f.hears("* new 4\n");
    CHECK(f.replies.empty());
    f.hears("ok 4\n* ok still here\n* moon full\n");
    CHECK(f.replies == Strings{"ok 4"});
    CHECK(f.news() == Strings{"* new 4", "* ok still here", "* moon full"});
}

TEST_CASE("an event before the go-ahead is told, and idling goes on") {
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.hears("* new 4\n+ idling\n* new 5\n").empty());
    CHECK(f.news() == Strings{"* new 4", "idling", "* new 5"});
    CHECK(f.client.idling_since() == f.now);
}

TEST_CASE("an event between done and its reply is told") {
    Fixture f;
    f.idles();
    CHECK(f.unsubscribes() == "done\r\n");
    CHECK(f.hears("* new 4\nok done\n").empty());
    CHECK(f.news() == Strings{"* new 4"});
}

TEST_CASE("done is said once, whoever wants it and how often") {
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.sends(toy::Read{1}).empty());
    CHECK(f.unsubscribes().empty());
    CHECK(f.hears("* new 4\n* new 5\n").empty());
    CHECK(f.hears("ok done\n") == "count\r\nread 1\r\n");
    CHECK(f.hears("ok 5\nok Studio\n").empty());
    CHECK(f.replies == Strings{"ok 5", "ok Studio"});
}

TEST_CASE("done wished before the go-ahead is said when that has come") {
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.hears("+ idling\n") == "done\r\n");
    CHECK(f.hears("ok done\n") == "count\r\n");
    CHECK(f.hears("ok 3\n") == "idle\r\n");
}

TEST_CASE("a wish to leave that was taken back leaves nothing behind") {
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.unsubscribes().empty());
    CHECK(f.subscribes().empty());
    CHECK(f.hears("+ idling\n").empty());
}

TEST_CASE("idling goes on when the requests are answered, if still wanted") {
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.hears("ok done\n") == "count\r\n");
    CHECK(f.hears("ok 3\n") == "idle\r\n");
    CHECK(f.hears("+ idling\n").empty());
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.unsubscribes().empty());
    CHECK(f.hears("ok done\n") == "count\r\n");
    CHECK(f.hears("ok 3\n").empty());
}

TEST_CASE("a re-arm is done and idle") {
    Fixture f;
    f.idles();
    CHECK(f.unsubscribes() == "done\r\n");
    CHECK(f.subscribes().empty());
    CHECK_FALSE(f.client.idling_since());
    CHECK(f.hears("ok done\n") == "idle\r\n");
}

TEST_CASE("a handler may send and subscribe") {
    Fixture f;
    f.client.send(toy::Count{}, [&](const auto&) {
        f.client.subscribe();
        f.client.send(toy::Read{3}, [&](const auto& result) {
            f.replies.push_back(result->text);
        });
    });
    CHECK(f.client.take_output() == "count\r\n");
    CHECK(f.hears("ok 3\n") == "read 3\r\n");
    CHECK(f.hears("ok Loft\n") == "idle\r\n");
    CHECK(f.replies == Strings{"Loft"});
}

TEST_CASE("octets may come one at a time") {
    Fixture f;
    f.sends(toy::Read{1});
    f.subscribes();
    std::string said;
    for (const char octet : std::string("* new 4\r\nok Stu\xc3\xa9\r\n"
                                        "+ idling\r\n* new 5\r\n"))
        said += f.hears({&octet, 1});
    CHECK(said == "idle\r\n");
    CHECK(f.replies == Strings{"ok Stu\xc3\xa9"});
    CHECK(f.news() == Strings{"* new 4", "idling", "* new 5"});
}

TEST_CASE("what is no line of the toy is not sent") {
    Fixture f;
    CHECK(f.sends(toy::Post{"a\r\nquit"}).empty());
    CHECK(f.sends(toy::Post{""}).empty());
    CHECK(f.sends(toy::Post{std::string(toy::limits::text + 1, 'x')}).empty());
    CHECK(f.replies.size() == 3);
    CHECK(f.replies[2] == "none: longer than 1000 octets");
    CHECK(f.sends(toy::Count{}) == "count\r\n");
}
