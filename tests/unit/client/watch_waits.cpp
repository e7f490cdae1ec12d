// A watch of the toy: how long it waits, and for what.
#include "tests/unit/client/watch_fixture.hpp"

using watch::BackOff;
using watch_test::Fixture;
using watch_test::Strings;

using namespace std::chrono_literals;

TEST_CASE("idling is left and entered again before the server hangs up") {
    const auto rearm = GENERATE(5s, 9min, 29min);
    Fixture f({.rearm = rearm});
    f.idles();
    for (int i = 0; i < 3; ++i) {
        CHECK(f.during(rearm - 1s).empty());
        CHECK(f.after(1s) == "done\r\n");
        CHECK(f.hears("ok done\n") == "idle\r\n");
        CHECK(f.hears("+ idling\n").empty());
    }
    CHECK(f.recorder.losses.empty());
}

TEST_CASE("a sign of life is no news and does not put off the re-arm") {
    Fixture f;
    f.idles();
    for (int i = 0; i < 4; ++i) {
        CHECK(f.during(2min).empty());
        CHECK(f.hears("* ok still here\n").empty());
    }
    CHECK(f.during(59s).empty());
    CHECK(f.after(1s) == "done\r\n");
    CHECK(f.recorder.told.empty());
}

TEST_CASE("a server that does not answer the re-arm is left") {
    Fixture f;
    f.idles();
    CHECK(f.during(9min) == "done\r\n");
    CHECK(f.during(29s).empty());
    CHECK_FALSE(f.client->finished());
    CHECK(f.during(1s).empty());
    CHECK(f.client->finished());
    f.loses("the peer did not close");
    CHECK(f.recorder.losses == Strings{"no reply within 30 seconds"});
}

TEST_CASE("a watch that only waits needs no ticks before the re-arm") {
    Fixture f;
    const auto due = [&](auto time) {
        return !f.watch.nothing_due_before(f.now + time);
    };
    CHECK_FALSE(due(24h)); // there is no connection
    f.greeted("* hello toy/1 3 messages\n");
    CHECK(due(0s));
    f.hears("ok 3\n");
    CHECK(due(0s)); // the server has not let us idle yet
    f.hears("+ idling\n");
    CHECK_FALSE(due(toy::default_rearm));
    CHECK(due(toy::default_rearm + 1s));
    f.hears("* new 4\n");
    CHECK(due(0s));
    f.hears("ok done\nok Loft\n");
    f.hears("+ idling\n");
    CHECK_FALSE(due(toy::default_rearm));
    f.watch.stop();
    CHECK(due(0s));
}

TEST_CASE("a silence that ends connections twice is learned") {
    Fixture f;
    for (int i = 0; i < 2; ++i) {
        f.idles();
        CHECK(f.recorder.troubles.empty());
        CHECK(f.during(4min).empty());
        f.loses();
    }
    CHECK(f.recorder.troubles ==
          Strings{"connections end when they are silent: idling is left and "
                  "entered again every 180 seconds now"});
    f.idles();
    CHECK(f.during(179s).empty());
    CHECK(f.after(1s) == "done\r\n");
}

TEST_CASE("a connection that is dead when it is re-armed is learned, too") {
    Fixture f;
    for (int i = 0; i < 2; ++i) {
        f.idles();
        CHECK(f.during(9min) == "done\r\n");
        f.during(30s);
        f.loses("no reply");
    }
    f.idles();
    CHECK(f.during(269s).empty());
    CHECK(f.after(1s) == "done\r\n");
}

TEST_CASE("losses that tell nothing of a silence change nothing") {
    const auto lose = GENERATE(0, 1, 2, 3);
    Fixture f;
    for (int i = 0; i < 4; ++i) {
        f.idles();
        if (lose == 0) f.during(59s); // a server that was started again
        if (lose == 1) f.during(i % 2 == 0 ? 2min : 5min);
        if (lose >= 2) f.during(4min);
        if (lose == 2) f.watch.slept(f.now);
        if (lose == 3) { // it survives a re-arm in between
            CHECK(f.during(5min) == "done\r\n");
            f.hears("ok done\n+ idling\n");
            if (i % 2 == 0) f.during(4min);
        }
        f.loses();
    }
    f.idles();
    CHECK(f.during(9min - 1s).empty());
    CHECK(f.after(1s) == "done\r\n");
    CHECK(f.recorder.troubles.empty());
}

TEST_CASE("what was learned is never less than a minute") {
    watch::RearmTime time(9min);
    CHECK_FALSE(time.lost_after(61s));
    CHECK(time.lost_after(61s));
    CHECK(time.get() == 60s);
    CHECK_FALSE(time.lost_after(60s));
    CHECK_FALSE(time.lost_after(60s));
    CHECK(time.get() == 60s);
    watch::RearmTime given(5s);
    given.lost_after(5s);
    CHECK_FALSE(given.lost_after(5s));
    CHECK(given.get() == 5s);
}

// [silence]
TEST_CASE("after too long a silence the server is dead, and hears no done") {
    Fixture f;
    f.idles();
    CHECK(f.after(10min).empty()); // as if the program had been stopped
    CHECK(f.client->finished());
    CHECK(f.client->why() == "heard nothing for 600 seconds");
}
// [/silence]

TEST_CASE("a sign of life puts off the end") {
    Fixture f;
    f.idles();
    f.during(5min);
    f.hears("* ok still here\n");
    CHECK(f.after(6min) == "done\r\n");
    CHECK_FALSE(f.client->finished());
}

TEST_CASE("a server that does not let us idle is asked again and again") {
    Fixture f;
    CHECK(f.connects(3) == "idle\r\n");
    CHECK(f.hears("no idling today\n").empty());
    CHECK(f.during(9s).empty());
    CHECK(f.after(1s) == "count\r\n");
    CHECK(f.hears("ok 4\n") == "read 4\r\n");
    CHECK(f.hears("ok Loft\n") == "idle\r\n");
    CHECK(f.hears("+ idling\n").empty());
    CHECK(f.during(1min).empty());
    CHECK(f.recorder.told == Strings{"4 Loft"});
}

// [waits]
TEST_CASE("the waits between attempts double, up to a minute") {
    Fixture f;
    for (const auto whole : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s})
        CHECK(f.loses("Connection refused") == whole * 3 / 4.0);
}
// [/waits]

TEST_CASE("no two watches wait equally long") {
    double dice = 0;
    BackOff wait([&] { return dice; });
    CHECK(wait.next() == 500ms);
    dice = 0.999;
    CHECK(wait.next() > 1990ms);
    CHECK(wait.next() < 4s);
}

TEST_CASE("only a connection that has survived makes the waits short again") {
    Fixture f;
    f.loses(), f.loses(), f.loses();
    f.idles();
    f.during(29s);
    CHECK(f.loses() == 6s);
    f.idles();
    f.during(30s);
    CHECK(f.loses() == 750ms);
}

TEST_CASE("each connection has to survive for itself") {
    Fixture f;
    f.loses(), f.loses();
    f.idles();
    f.during(20s);
    CHECK(f.loses() == 3s);
    f.idles();
    f.during(20s);
    CHECK(f.loses() == 6s);
}

TEST_CASE("to survive with many re-arms is to survive") {
    Fixture f({.rearm = 5s});
    f.loses(), f.loses(), f.loses();
    f.idles();
    for (int i = 0; i < 8; ++i)
        if (f.during(5s) == "done\r\n") f.hears("ok done\n+ idling\n");
    CHECK(f.loses() == 750ms);
}

TEST_CASE("bye is a disconnection like any other") {
    Fixture f;
    f.greeted("* bye too many clients, at most 2\n");
    CHECK(f.client->finished());
    CHECK(f.loses() == 750ms);
    f.idles();
    f.hears("* bye server is stopping\n");
    CHECK(f.loses() == 1500ms);
    CHECK(f.recorder.losses ==
          Strings{"the server said bye: too many clients, at most 2",
                  "the server said bye: server is stopping"});
}

TEST_CASE("after a sleep the connection is dead, and a wait is over") {
    Fixture f;
    f.idles();
    f.watch.slept(f.now);
    CHECK(f.client->finished());
    CHECK(f.loses() == 750ms);
    CHECK(f.recorder.losses == Strings{"this machine has slept"});
    f.watch.slept(f.now);
    CHECK(f.watch.connect_at() == f.now);
}

TEST_CASE("a watch that is stopped says goodbye and tells nothing more") {
    Fixture f;
    f.idles();
    f.recorder.on_message = [&] { f.watch.stop(); };
    f.hears("* new 5\n");
    CHECK(f.hears("ok done\n") == "read 4\r\nread 5\r\n");
    CHECK(f.hears("ok four\nok five\n") == "quit\r\n");
    f.hears("* bye\nok quit\n");
    f.watch.lost("the peer closed", f.now);
    CHECK(f.recorder.told == Strings{"4 four"});
    CHECK(f.recorder.losses.empty());
    CHECK_FALSE(f.watch.connect_at());
}
