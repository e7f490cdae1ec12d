#include "common/transcript/parse_step.hpp"
#include "common/transcript/why.hpp"
#include "tests/unit/transcript/transcript_peers.hpp"
#include "tests/unit/transcript/transcript_text.hpp"

#include <set>

using namespace transcript;
using namespace std::chrono_literals;

namespace {

/// A play against a peer that the test is itself.
class ByHand {
public:
    ByHand(const char* text, Side plays, const Names& names = {})
        : file_(parse(text, "x.wire").value()),
          player(file_, plays, {}, names) {}

    /// Does what is asked, up to the next time that the player waits, or the
    /// end.
    Action go_on() {
        for (;;) {
            auto action = player.next(now);
            if (auto* send = std::get_if<Send>(&action))
                sent += send->octets;
            else if (auto* open = std::get_if<Open>(&action))
                player.opened(open->connection);
            else if (auto* hang_up = std::get_if<HangUp>(&action))
                player.closed(hang_up->connection);
            else
                return action;
        }
    }
    std::string why_not() {
        const auto action = go_on();
        const auto* mismatch = std::get_if<Mismatch>(&action);
        return mismatch ? why(*mismatch) : "";
    }

private:
    Transcript file_;

public:
    Player player;
    Clock::time_point now{};
    std::string sent{};
};

} // namespace

TEST_CASE("a pause passes when nothing comes, and not before") {
    ByHand play("C: cou\\\n!pause 300ms\nC: nt\nS: ok\n", Side::client);
    CHECK(std::get<Await>(play.go_on()).until == play.now + 300ms);
    CHECK(play.sent == "cou");
    play.now += 299ms;
    CHECK(std::holds_alternative<Await>(play.go_on()));
    play.now += 1ms;
    play.go_on();
    CHECK(play.sent == "count\r\n");
}

TEST_CASE("what comes in a pause came too early") {
    ByHand play("C: cou\\\n!pause 300ms\nC: nt\nS: ok\n", Side::client);
    play.go_on();
    play.player.receive(1, "b");
    CHECK(play.why_not() == "this was said before it was time; nothing was due "
                            "for 300 ms");
}

TEST_CASE("a client may not come in a pause") {
    const auto* text = "S: * hello\n!pause 300ms\nC: quit\n";
    ByHand comes(text, Side::server);
    comes.go_on();
    comes.player.opened(2);
    CHECK(comes.why_not() == "the client has opened connection 2 too early");
}

TEST_CASE("a deadline begins when the connection is open") {
    ByHand play("S: * hello\n", Side::client);
    CHECK(std::holds_alternative<Open>(play.player.next(play.now)));
    play.now += 9s;
    play.player.opened(1);
    CHECK(std::get<Await>(play.go_on()).until == play.now + limits::deadline);
}

TEST_CASE("a deadline begins when the last octet was sent") {
    const auto file = parse("C: count\nS: ok\n", "x.wire").value();
    Player player(file, Side::client, {Cut::Kind::bytes});
    Clock::time_point now{};
    auto action = player.next(now);
    player.opened(1);
    while (!std::holds_alternative<Await>(action))
        action = player.next(now += 300ms);
    CHECK(std::get<Await>(action).until == now + limits::deadline);
}

TEST_CASE("a client must not leave before it has heard all") {
    ByHand play("S: ok quit\n!closed\n", Side::server);
    const auto action = play.player.next(play.now);
    CHECK(std::holds_alternative<Open>(action));
    play.player.opened(1);
    play.player.closed(1);
    play.player.gone(1);
    CHECK(play.why_not() ==
          "the client had left before it heard the last line");
}

TEST_CASE("the program of a client must end in time") {
    ByHand play("S: * bye\n!ended\n", Side::server);
    const auto until = std::get<AwaitEnd>(play.go_on()).until;
    CHECK(until == play.now + limits::deadline);
    play.now = until;
    CHECK(play.why_not() == "the program still runs after 5 s");
    play.player.program_ended();
    CHECK(std::holds_alternative<Finished>(play.go_on()));
}

TEST_CASE("a sum is greater than the value of its name") {
    ByHand play("S: ok <n+1>\nC: read <n+2>\n", Side::client, {{"n", "99"}});
    play.go_on();
    play.player.receive(1, "ok 100\r\n");
    CHECK(std::holds_alternative<Finished>(play.go_on()));
    CHECK(play.sent == "read 101\r\n");
    ByHand wrong("S: ok <n+1>\n", Side::client, {{"n", "99"}});
    wrong.go_on();
    wrong.player.receive(1, "ok 99\r\n");
    CHECK(wrong.why_not() ==
          "<n> differs at octet 4: `100` was expected, `99` came");
}

TEST_CASE("messages are delivered as often as a name says") {
    const auto* text = "!deliver Attic  times <n>\nC: noop\n";
    ByHand some(text, Side::client, {{"n", "12"}});
    CHECK(std::get<Deliver>(some.go_on()).count == 12);
    ByHand none(text, Side::client, {{"n", "0"}});
    CHECK(std::holds_alternative<Finished>(none.go_on()));
}

TEST_CASE("a near miss is no command, and none stands there twice") {
    const std::set<std::string> verbs{"count", "read", "post", "idle",
                                      "done",  "noop", "quit", "who"};
    for (const auto& verb : verbs) {
        const auto misses = near_misses(verb);
        CHECK(std::set(misses.begin(), misses.end()).size() == misses.size());
        for (const auto& miss : misses)
            CHECK((verb == "read" || verb == "post" || !verbs.contains(miss)));
    }
    const auto file = parse("!misses count  get bad ...\n", "x.wire");
    CHECK(file->steps.size() == 2 * near_misses("count").size());
    CHECK_FALSE(parse("!misses count\n", "x.wire"));
    CHECK_FALSE(parse("!misses *  get bad ...\n", "x.wire"));
    CHECK_FALSE(parse("!misses\n", "x.wire"));
}

TEST_CASE("the limits of pauses, deliveries and what varies") {
    CHECK(parse("!pause 15s\n", "x.wire"));
    CHECK_FALSE(parse("!pause 15001ms\n", "x.wire"));
    CHECK(parse("!refuse 15s\n", "x.wire"));
    CHECK_FALSE(parse("!refuse 15001ms\n", "x.wire"));
    CHECK(parse("@vary n 0 1000000\nC: a\n", "x.wire"));
    CHECK_FALSE(parse("@vary n 1000001\nC: a\n", "x.wire"));
    CHECK_FALSE(parse("@vary n 3..2\nC: a\n", "x.wire"));
    CHECK_FALSE(parse("@vary n\nC: a\n", "x.wire"));
    std::string many = "@vary n";
    for (int i = 0; i < 32; ++i) many += " 1";
    CHECK(parse(many + "\nC: a\n", "x.wire"));
    CHECK_FALSE(parse(many + " 1\nC: a\n", "x.wire"));
    const auto asks = [](const char* count) {
        ByHand play("!deliver a  times <n>\n", Side::client, {{"n", count}});
        return std::holds_alternative<Deliver>(play.go_on());
    };
    CHECK(asks("1000"));
    CHECK_FALSE(asks("1001"));
}
