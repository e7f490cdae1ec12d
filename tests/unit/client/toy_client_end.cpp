#include "proto_client/limits.hpp"
#include "tests/unit/client/toy_client_fixture.hpp"

#include <functional>

// How long the toy client waits, and how a conversation ends.

TEST_CASE("a server that owes us an answer for too long is left") {
    struct Case {
        const char* what;
        std::function<void(Fixture&)> wait_for_it;
    };
    const std::vector<Case> cases{
        {"a reply", [](Fixture& f) { f.sends(toy::Count{}); }},
        {"a go-ahead", [](Fixture& f) { f.subscribes(); }},
        {"the reply to done", [](Fixture& f) { f.idles(), f.unsubscribes(); }}};
    for (const auto& one : cases) {
        INFO(one.what);
        Fixture f;
        f.after(1h);
        one.wait_for_it(f);
        f.after(1s);
        for (int i = 1; i < 30; ++i) {
            f.hears("* new 4\n"); // an event, but no reply
            f.after(1s);
        }
        CHECK_FALSE(f.client.finished());
        f.after(1s);
        CHECK(f.client.finished());
        CHECK(f.client.why() == "no reply within 30 seconds");
    }
}

TEST_CASE("every reply begins the time for the next one") {
    Fixture f;
    f.sends(toy::Count{});
    f.sends(toy::Read{1});
    f.after(0s);
    f.after(29s);
    f.hears("ok 3\n");
    f.after(1s);
    f.after(29s);
    CHECK_FALSE(f.client.finished());
    f.after(1s);
    CHECK(f.client.finished());
    CHECK(f.replies == Strings{"ok 3", "none: no reply within 30 seconds"});
}

TEST_CASE("the go-ahead begins the time for what comes next") {
    Fixture f;
    f.subscribes();
    f.after(0s);
    f.after(29s);
    CHECK(f.unsubscribes().empty());
    CHECK(f.hears("+ idling\n") == "done\r\n");
    f.after(1s);
    f.after(29s);
    CHECK_FALSE(f.client.finished());
    f.after(1s);
    CHECK(f.client.finished());
}

TEST_CASE("idling may take as long as it likes") {
    Fixture f;
    f.idles();
    for (int i = 0; i < 100; ++i) CHECK(f.after(1min).empty());
    CHECK_FALSE(f.client.finished());
}

TEST_CASE("a server that does not greet is left") {
    Fixture f("");
    f.after(30s);
    CHECK(f.client.why() == "no greeting within 30 seconds");
}

TEST_CASE("bye ends it, also in place of a greeting") {
    Fixture f;
    f.sends(toy::Count{});
    f.hears("* bye server is stopping\nok 3\n");
    CHECK(f.client.finished());
    CHECK(f.client.why() == "the server said bye: server is stopping");
    CHECK(f.replies.size() == 1);

    Fixture crowd("* bye too many clients\n");
    CHECK(crowd.client.why() == "the server said bye: too many clients");
}

TEST_CASE("goodbye leaves idling and quits") {
    Fixture f;
    f.idles();
    f.client.say_bye({});
    CHECK(f.client.take_output() == "done\r\n");
    CHECK(f.hears("* new 4\nok done\n") == "quit\r\n");
    CHECK_FALSE(f.client.finished());
    f.hears("* bye\r\nok quit\r\n");
    CHECK(f.client.finished());
    CHECK(f.client.why().empty());
}

TEST_CASE("goodbye before the go-ahead waits for it") {
    Fixture f;
    f.subscribes();
    f.client.say_bye({});
    CHECK(f.client.take_output().empty());
    CHECK(f.hears("+ idling\n") == "done\r\n");
    CHECK(f.hears("ok done\n") == "quit\r\n");
}

TEST_CASE("goodbye drops what was not sent and waits for what was") {
    Fixture f;
    for (std::size_t i = 0; i <= client::limits::in_flight; ++i)
        f.sends(toy::Noop{});
    f.client.say_bye({});
    CHECK(f.client.take_output().empty());
    CHECK(f.replies == Strings{"none: we are stopping"});
    for (std::size_t i = 1; i < client::limits::in_flight; ++i) f.hears("ok\n");
    CHECK(f.hears("ok\n") == "quit\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.replies.back() == "none: the conversation is over");
}

TEST_CASE("goodbye takes a bounded time, whatever the server does") {
    Fixture f;
    f.idles();
    f.client.say_bye({});
    f.after(0ms);
    for (int i = 1; i < 5; ++i) {
        f.after(100ms);
        f.hears("* new 4\n");
    }
    CHECK_FALSE(f.client.finished());
    f.after(100ms);
    CHECK(f.client.finished());
}

TEST_CASE("when the connection ends every request hears of it") {
    Fixture f;
    f.idles();
    f.sends(toy::Count{});
    f.sends(toy::Read{1});
    f.client.connection_lost("Connection reset by peer");
    CHECK(f.replies == Strings{"none: Connection reset by peer",
                               "none: Connection reset by peer"});
    f.client.connection_lost("again");
    CHECK(f.replies.size() == 2);
}
