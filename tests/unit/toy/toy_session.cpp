#include "proto_server/toy/toy_session.hpp"
#include "common/toy/limits.hpp"
#include "proto_server/limits.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/talk.hpp"

using namespace std::chrono_literals;

// Time, limits and slow readers. The replies and events of the specification
// are tested by the transcripts in tests/wire.

namespace {

struct Fixture {
    mail::Mailbox mailbox;
    Clock::time_point now{};
    toy_server::ToySession session;

    explicit Fixture(toy_server::ToyTimes times = {})
        : session(mailbox, times) {
        session.start(now);
        session.take_output();
    }
    std::string answer(std::string_view bytes) {
        return talk(session, bytes, now);
    }
    std::string after(Clock::duration time) {
        session.tick(now += time);
        return session.take_output();
    }
};

} // namespace

// [half-an-hour]
TEST_CASE("a client that says nothing is told bye after half an hour") {
    Fixture f;
    CHECK(f.after(30min - 1s).empty());
    CHECK(f.answer("idle\n") == "+ idling\r\n");
    CHECK(f.after(2min) == "* ok still here\r\n");
    CHECK(f.after(28min - 1s) == "* ok still here\r\n");
    CHECK_FALSE(f.session.finished());
    CHECK(f.after(1s) == "* bye heard nothing for 1800 seconds\r\n");
    CHECK(f.session.finished());
    CHECK(f.after(1h).empty());
}
// [/half-an-hour]

TEST_CASE("octets without the end of a line are no sign of life") {
    Fixture f({.autologout = 10s});
    for (int i = 0; i < 9; ++i) {
        f.answer("x");
        CHECK(f.after(1s).empty());
    }
    CHECK(f.after(1s) == "* bye heard nothing for 10 seconds\r\n");
}

TEST_CASE("only an idling client is kept alive, and not if that is off") {
    Fixture busy;
    CHECK(busy.after(29min).empty());
    Fixture off({.keepalive = 0s});
    CHECK(off.answer("idle\n") == "+ idling\r\n");
    CHECK(off.after(29min).empty());
}

TEST_CASE("a burst is one line, and a slow reader learns the newest state") {
    Fixture f;
    f.session.receive("idle\n", f.now);
    for (int i = 0; i < 1000; ++i) {
        post_advert(f.mailbox, "flat");
        f.session.mailbox_changed(); // its output was not taken yet
    }
    CHECK(f.session.take_output() == "+ idling\r\n");
    f.session.mailbox_changed();
    CHECK(f.session.take_output() == "* new 1000\r\n");
    f.session.mailbox_changed();
    CHECK(f.session.take_output().empty());
}

TEST_CASE("commands wait while their replies are not taken") {
    Fixture f;
    post_advert(f.mailbox, std::string(toy::limits::text, 'x'));
    std::string commands;
    for (int i = 0; i < 1000; ++i) commands += "read 1\n";

    std::string_view rest = commands;
    std::size_t replied = 0;
    while (!rest.empty()) {
        rest.remove_prefix(f.session.receive(rest, f.now));
        CHECK(f.session.output().size() <
              server::limits::output + toy::limits::line + 2);
        replied += f.session.take_output().size();
    }
    CHECK(replied == 1000 * (toy::limits::text + 5));
}

TEST_CASE("what follows quit is not read") {
    Fixture f;
    CHECK(f.answer("quit\r\npost too late\r\n") == "* bye\r\nok quit\r\n");
    CHECK(f.session.finished());
    CHECK(count_adverts(f.mailbox) == 0);
}

TEST_CASE("a full mailbox says no, and holds what it has") {
    mail::Mailbox mailbox(2);
    toy_server::ToySession session(mailbox);
    session.start({});
    session.take_output();
    CHECK(talk(session, "post a\npost b\npost c\ncount\nread 2\n") ==
          "ok 1\r\nok 2\r\nno mailbox is full\r\nok 2\r\nok b\r\n");
}
