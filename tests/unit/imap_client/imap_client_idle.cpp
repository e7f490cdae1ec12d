#include "proto_client/imap/idle.hpp"
#include "tests/unit/imap_client/scripted_server.hpp"

#include <memory>

namespace {

/// A client that sends IDLE as command a1.
struct Idling : Greeted {
    Idle* idle = nullptr; ///< until it has ended
    ImapClient::Handle handle = 0;

    explicit Idling(Cut cut = 0) : Greeted(cut) {
        begin();
        CHECK(server.heard() == "a1 IDLE");
    }
    void begin() {
        auto exchange = std::make_unique<Idle>(
            [this] { events.emplace_back("idling"); },
            [this](const Result& result, bool asked) {
                events.push_back(result ? asked ? "left" : "ended by the server"
                                        : "cut off");
            });
        idle = exchange.get();
        handle = client.send(std::move(exchange));
    }
    void go_ahead() {
        server.says("+ idling");
        CHECK(take_events() == Strings{"idling"});
    }
};

} // namespace

TEST_CASE("news before the + is told, and the + is still awaited") {
    with_every_cut([](Cut cut) {
        Idling t(cut);
        t.server.says("* 4 EXISTS");
        CHECK(t.take_events() == Strings{"exists 4"});
        CHECK(t.idle->state() == Idle::State::starting);
        t.go_ahead();
        CHECK(t.idle->state() == Idle::State::idling);
    });
}

TEST_CASE("while we idle everything is told at once, not at the tag") {
    with_every_cut([](Cut cut) {
        Idling t(cut);
        t.go_ahead();
        t.server.says("* 4 EXISTS\n* 2 EXPUNGE\n* 1 FETCH (FLAGS ())\n"
                      "* OK Still here\n* XMOON full");
        CHECK(t.take_events() == Strings{"exists 4", "gone 0", "flags 0",
                                         "text Still here", "other"});
    });
}

TEST_CASE("news between DONE and its reply is told") {
    with_every_cut([](Cut cut) {
        Idling t(cut);
        t.go_ahead();
        t.client.make_room();
        CHECK(t.server.heard() == "DONE");
        t.server.says("* 5 EXISTS\na1 OK done");
        CHECK(t.take_events() == Strings{"exists 5", "left"});
    });
}

TEST_CASE("DONE is not said before the +") {
    with_every_cut([](Cut cut) {
        Idling t(cut);
        t.client.send(imap::Noop{}, t.noted());
        CHECK(t.server.heard().empty());
        t.server.says("* 4 EXISTS\n+ idling");
        CHECK(t.server.heard() == "DONE");
        t.server.says("a1 OK done");
        CHECK(t.server.heard() == "a2 NOOP");
        t.server.says("a2 OK nothing");
        CHECK(t.take_events() == Strings{"exists 4", "left"});
        CHECK(t.results == Strings{"ok nothing 0"});
    });
}

TEST_CASE("DONE is said once, and nothing else while IDLE lives") {
    with_every_cut([](Cut cut) {
        Idling t(cut);
        t.go_ahead();
        t.client.send(imap::Noop{}, t.noted());
        t.client.make_room();
        t.client.send(imap::Noop{}, t.noted());
        CHECK(t.server.heard() == "DONE");
        t.server.says("* 5 EXISTS");
        CHECK(t.server.heard().empty());
        t.server.says("a1 OK done");
        CHECK(t.server.heard() == "a2 NOOP\na3 NOOP");
        t.server.says("a3 OK second\na2 OK first");
        CHECK(t.results == Strings{"ok second 0", "ok first 0"});
    });
}

TEST_CASE("a server may end IDLE by itself, and our DONE may cross that") {
    with_every_cut([](Cut cut) {
        for (const std::string end : {"OK", "NO", "BAD"}) {
            Idling t(cut);
            t.go_ahead();
            t.server.says("a1 " + end + " enough");
            CHECK(t.take_events() == Strings{"ended by the server"});
            t.client.make_room();
            CHECK(t.server.heard().empty());
            t.client.send(imap::Noop{}, t.noted());
            CHECK(t.server.heard() == "a2 NOOP");
            t.server.says("DONE BAD what?\na2 OK still works");
            CHECK(t.take_events() ==
                  Strings{"trouble a reply that nobody waits for: \"DONE "
                          "what?\""});
            CHECK(t.results == Strings{"ok still works 0"});
        }
    });
}

TEST_CASE("a server may refuse to let us idle") {
    with_every_cut([](Cut cut) {
        Idling t(cut);
        t.server.says("* 4 EXISTS\na1 NO not now");
        CHECK(t.take_events() == Strings{"exists 4", "ended by the server"});
        t.client.send(imap::Noop{}, t.noted());
        CHECK(t.server.heard() == "a2 NOOP");
    });
}

TEST_CASE("the text of the + does not matter, and it may be missing") {
    for (const auto* go : {"+", "+ ", "+ idling",
                           "+ IDLE accepted, awaiting "
                           "DONE command."}) {
        Idling t;
        t.server.says(go);
        CHECK(t.take_events() == Strings{"idling"});
        t.server.says(go);
        CHECK(t.take_events() == Strings{"trouble a + that nobody waits for"});
    }
}

TEST_CASE("BYE and a lost connection end IDLE") {
    with_every_cut([](Cut cut) {
        Idling t(cut);
        t.go_ahead();
        t.server.says("* BYE Session expired");
        CHECK(t.take_events() == Strings{"bye Session expired", "cut off"});
        CHECK(t.client.why() == "the server has said bye: \"Session expired\"");
        CHECK(t.client.finished());
    });
    Idling t;
    t.client.connection_lost("reset");
    CHECK(t.take_events() == Strings{"cut off"});
    CHECK(t.client.why() == "reset");
}

TEST_CASE("each wait of IDLE has its own limit") {
    const auto ends_after = [](Idling& t, std::chrono::seconds limit) {
        t.server.wait(1s); // the first tick finds us waiting
        t.server.wait(limit - 1s);
        CHECK_FALSE(t.client.finished());
        t.server.wait(1s);
        CHECK(t.client.finished());
        CHECK(t.client.why() == "the server has not answered within " +
                                    std::to_string(limit.count()) + " seconds");
    };
    Idling starting;
    ends_after(starting, limits::go_ahead);
    Idling idling;
    idling.go_ahead();
    idling.server.wait(24h);
    CHECK_FALSE(idling.client.finished());
    idling.client.make_room();
    ends_after(idling, limits::done);
}

TEST_CASE("keepalives do not put off the reply to DONE") {
    Idling t;
    t.go_ahead();
    t.client.make_room();
    for (int i = 0; i < 16; ++i) {
        t.server.says("* OK Still here");
        t.server.wait(1s);
    }
    CHECK(t.client.finished());
}

TEST_CASE("we idle again and again") {
    Idling t;
    for (int i = 2; i < 100; ++i) {
        t.go_ahead();
        t.client.make_room();
        CHECK(t.server.heard() == "DONE");
        t.server.says("a" + std::to_string(i - 1) + " OK done");
        CHECK(t.take_events() == Strings{"left"});
        t.begin();
        CHECK(t.server.heard() == "a" + std::to_string(i) + " IDLE");
    }
}

TEST_CASE("an IDLE that was forgotten ends in silence") {
    Idling t;
    t.client.forget(t.handle);
    t.server.says("+ idling");
    t.client.make_room();
    CHECK(t.server.heard() == "DONE");
    t.server.says("a1 OK done");
    CHECK(t.take_events().empty());
}
