#include "proto_client/watch/watch.hpp"
#include "proto_client/limits.hpp"
#include "proto_client/toy/toy_news.hpp"
#include "tests/unit/catch.hpp"

#include <vector>

using toy_client::ToyClient;
using toy_client::ToyNews;
using watch::BackOff;
using watch::Watch;

using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

namespace {

struct Recorder : Watch::Observer {
    Strings told;
    Strings troubles;
    Strings losses;
    std::function<void()> on_message = [] {};

    void message(const watch::NewsSource::Message& message) override {
        told.push_back(std::to_string(message.number) + " " +
                       std::string(message.text));
        on_message();
    }
    void disconnected(std::string_view why, Clock::duration) override {
        losses.emplace_back(why);
    }
    void trouble(std::string_view text) override {
        troubles.emplace_back(text);
    }
};

struct Options {
    std::chrono::seconds rearm = toy::default_rearm;
    std::optional<std::uint32_t> from;
};

/// A watch that speaks the toy protocol. The test plays the server.
struct Fixture {
    Recorder recorder;
    Clock::time_point now{1h};
    Watch watch;
    std::unique_ptr<ToyClient> client;

    explicit Fixture(Options options = {})
        : watch(
              Watch::Times{options.rearm},
              [=](auto& owner) {
                  return std::make_unique<ToyNews>(options.from, owner);
              },
              recorder, [] { return 0.5; }) {}

    /// Connects to a server with `messages` messages; returns what is sent.
    std::string connects(std::uint32_t messages) {
        const auto number = std::to_string(messages);
        CHECK(greeted("* hello toy/1 " + number + " messages\n") ==
              "count\r\n");
        return hears("ok " + number + "\n");
    }
    std::string greeted(std::string_view greeting) {
        auto session = watch.connected();
        client.reset(&dynamic_cast<ToyClient&>(*session.release()));
        client->start(now);
        return hears(greeting);
    }
    std::string hears(std::string_view bytes) {
        CHECK(client->receive(bytes, now) == bytes.size());
        return client->take_output();
    }
    void idles(std::uint32_t messages = 3) {
        CHECK(connects(messages) == "idle\r\n");
        CHECK(hears("+ idling\n").empty());
    }
    std::string after(Clock::duration time) {
        now += time;
        watch.tick(now);
        client->tick(now);
        return client->take_output();
    }
    /// Lets `time` pass, second by second; returns what the watch sends.
    std::string during(std::chrono::seconds time) {
        std::string said;
        for (auto s = 0s; s < time; ++s) said += after(1s);
        return said;
    }
    /// Cuts the connection. Returns how long the watch waits to connect again.
    Clock::duration loses(std::string_view why = "the peer closed") {
        watch.lost(why, now);
        client.reset();
        return *watch.connect_at() - now;
    }
};

} // namespace

TEST_CASE("a watch begins with what comes from now on") {
    Fixture f;
    CHECK(*f.watch.connect_at() < f.now);
    f.idles();
    CHECK_FALSE(f.watch.connect_at());
    CHECK(f.hears("* new 4\n") == "done\r\n");
    CHECK(f.hears("ok done\n") == "read 4\r\n");
    CHECK(f.hears("ok Loft\n") == "idle\r\n");
    CHECK(f.recorder.told == Strings{"4 Loft"});
}

TEST_CASE("a watch may begin with an earlier message, or a later one") {
    Fixture two({.from = 2});
    CHECK(two.connects(3) == "read 2\r\nread 3\r\n");
    CHECK(two.hears("ok b\nok c\n") == "idle\r\n");
    CHECK(two.recorder.told == Strings{"2 b", "3 c"});
    Fixture nine({.from = 9});
    CHECK(nine.connects(3) == "idle\r\n");
}

TEST_CASE("what comes before the reply to count is not told twice") {
    Fixture f({.from = 4});
    CHECK(f.greeted("* hello toy/1 3 messages\n* new 4\n") == "count\r\n");
    CHECK(f.hears("* new 5\nok 5\n") == "read 4\r\nread 5\r\n");
}

TEST_CASE("a server without count has greeted with the number") {
    Fixture f({.from = 3});
    f.greeted("* hello toy/1 3 messages\n");
    CHECK(f.hears("* new 4\nbad what?\n") == "read 3\r\nread 4\r\n");
    CHECK(f.recorder.troubles == Strings{"count was answered with bad what?"});
}

TEST_CASE("a burst is read in a bounded window, in order") {
    Fixture f;
    f.idles(0);
    CHECK(f.hears("* new 100\n") == "done\r\n");
    auto said = f.hears("ok done\n");
    CHECK(said.ends_with("read 16\r\n"));
    for (int i = 1; i <= 100; ++i)
        said = f.hears("ok flat " + std::to_string(i) + "\n");
    CHECK(said == "idle\r\n");
    REQUIRE(f.recorder.told.size() == 100);
    CHECK(f.recorder.told.front() == "1 flat 1");
    CHECK(f.recorder.told.back() == "100 flat 100");
}

TEST_CASE("news while reading is read too") {
    Fixture f;
    f.idles();
    f.hears("* new 4\n* new 5\n");
    CHECK(f.hears("* new 6\nok done\n") == "read 4\r\nread 5\r\nread 6\r\n");
    CHECK(f.hears("ok a\n* new 7\n") == "read 7\r\n");
}

// [missed]
TEST_CASE("what was missed is read on the next connection, and told once") {
    Fixture f;
    f.idles();
    f.hears("* new 5\n");
    f.hears("ok done\nok four\n"); // the reply to read 5 is lost
    f.loses();
    CHECK(f.connects(6) == "read 5\r\nread 6\r\n");
    CHECK(f.hears("ok five\nok six\n") == "idle\r\n");
    CHECK(f.recorder.told == Strings{"4 four", "5 five", "6 six"});
}
// [/missed]

TEST_CASE("news on a new connection waits until its numbers are known") {
    Fixture f;
    f.idles();
    f.loses();
    CHECK(f.greeted("* hello toy/1 1 messages\n* new 4\n") == "count\r\n");
    CHECK(f.hears("ok 5\n") == "read 4\r\nread 5\r\n");
}

TEST_CASE("a message that cannot be read is skipped") {
    Fixture f;
    f.idles();
    f.hears("* new 5\n");
    f.hears("ok done\nno message 4 is gone\nok five\n");
    CHECK(f.recorder.told == Strings{"5 five"});
    CHECK(f.recorder.troubles == Strings{"message 4 cannot be read: no message "
                                         "4 is gone"});
    f.loses();
    CHECK(f.connects(5) == "idle\r\n");
}

TEST_CASE("a server that speaks of messages it does not have is left") {
    Fixture f;
    f.idles();
    f.hears("* new 4000000000\n");
    f.hears("ok done\n");
    for (int i = 0; i < client::limits::missing_in_a_row; ++i) {
        CHECK_FALSE(f.client->finished());
        f.hears("no\n");
    }
    CHECK(f.client->finished());
}

TEST_CASE("a message that is there makes up for those that are not") {
    Fixture f;
    f.idles();
    f.hears("* new 1000\n");
    f.hears("ok done\n");
    for (int i = 1; i < client::limits::missing_in_a_row; ++i) f.hears("no\n");
    f.hears("ok flat\n");
    for (int i = 1; i < client::limits::missing_in_a_row; ++i) f.hears("no\n");
    CHECK_FALSE(f.client->finished());
}

TEST_CASE("a mailbox that has begun anew is watched from where it is") {
    Fixture f;
    f.idles();
    f.loses();
    f.idles(1);
    CHECK(f.recorder.troubles == Strings{"the server has 1 messages and had 3: "
                                         "it has begun anew, and so do we"});
    f.hears("* new 2\n");
    CHECK(f.hears("ok done\n") == "read 2\r\n");
}

TEST_CASE("a number of messages that goes down is odd and changes nothing") {
    Fixture f;
    f.idles();
    CHECK(f.hears("* new 2\n").empty());
    CHECK(f.recorder.troubles.size() == 1);
    CHECK(f.hears("* new 3\n").empty());
}

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
