#include "tests/unit/catch.hpp"
#include "tutorial/kit/proxy/imap_line.hpp"
#include "tutorial/kit/proxy/injector.hpp"
#include "tutorial/kit/proxy/parse.hpp"

using namespace kit::proxy;
using namespace std::chrono_literals;
using transcript::Side;

namespace {

/// A script between a client and a server, each of which hears octets.
class Between {
public:
    explicit Between(const std::string& steps)
        : scenario_(*parse("# It goes wrong\n" + steps, "x")) {
        injector_.start(now_);
        look();
    }
    void client(std::string_view text, unsigned connection = 1) {
        injector_.received(connection, Side::client, text, now_);
        look();
    }
    void server(std::string_view text, unsigned connection = 1) {
        injector_.received(connection, Side::server, text, now_);
        look();
    }
    void pass_time(std::chrono::milliseconds time) {
        now_ += time;
        injector_.tick(now_);
        look();
    }
    void ended(Side side) {
        injector_.ended(1, side, now_);
        look();
    }
    void mail_is_there() {
        mail.clear();
        injector_.done(now_);
        look();
    }
    Injector& injector() { return injector_; }
    bool over() const { return !injector_.step(); }

    std::string to_client, to_server; ///< "|" ends a portion
    std::string mail;                 ///< that was asked for
    std::string closed;               ///< what was ended: "client", "reset"

private:
    void look() {
        for (const auto& effect : injector_.take_effects()) {
            if (const auto* send = std::get_if<Injector::Send>(&effect))
                (send->to == Side::client ? to_client : to_server) +=
                    send->octets + '|';
            if (const auto* asked = std::get_if<Injector::Mail>(&effect))
                mail += (asked->expunge ? "-" : "+") + asked->name;
            if (const auto* end = std::get_if<Injector::End>(&effect))
                closed += end->to == Side::client ? "client " : "server ";
            if (std::holds_alternative<Injector::Reset>(effect))
                closed += "reset ";
        }
    }

    Scenario scenario_;
    Clock::time_point now_{};
    Injector injector_{scenario_};
};

std::string wrong(const std::string& text) {
    const auto parsed = parse(text, "x");
    return parsed ? "nothing" : parsed.error();
}

} // namespace

TEST_CASE("lines pass as they are, in both directions") {
    Between it("C: never\n");
    it.client("a1 NO");
    CHECK(it.to_server.empty());
    it.client("OP\r\na2 X\n");
    CHECK(it.to_server == "a1 NOOP\r\n|a2 X\n|");
    it.server("a1 OK\r\n");
    CHECK(it.to_client == "a1 OK\r\n|");
    CHECK_FALSE(it.over());
}

TEST_CASE("a line without an end passes when it is too long, or at the end") {
    Between it("C: never\n");
    const std::string most(64 * 1024, 'x');
    it.client(most);
    CHECK(it.to_server.empty());
    it.client("y");
    CHECK(it.to_server.size() == most.size() + 2);
    it.server("* half");
    it.ended(Side::server);
    CHECK(it.to_client == "* half|");
    CHECK(it.closed == "client ");
}

TEST_CASE("a command is known in any case, and its tag is kept") {
    CHECK(in_capitals("a1 idle") == "a1 IDLE");
    CHECK(in_capitals("done") == "DONE");
    Between it("C: <tag> IDLE\n!drop\n!server <tag> NO no\n");
    it.client("Tag7 idle\r\n");
    CHECK(it.to_server.empty());
    CHECK(it.to_client == "Tag7 NO no\r\n|");
    CHECK(it.over());
}

TEST_CASE("a line is kept until it is released, and others overtake it") {
    Between it("S: +...\n!hold\n!deliver one\nS: * <n> EXISTS\n!release\n");
    it.server("+ idling\r\n");
    CHECK(it.to_client.empty());
    CHECK(it.mail == "+one");
    it.mail_is_there();
    it.server("* OK Still here\r\n* 1 EXISTS\r\n");
    CHECK(it.to_client == "* OK Still here\r\n|* 1 EXISTS\r\n|+ idling\r\n|");
    CHECK(it.over());
}

TEST_CASE("while a message is on its way, nothing passes") {
    Between it("C: A\n!deliver one\nS: <n> news\n!deliver two\nC: B\n");
    it.client("a\r\nb\r\n");
    CHECK(it.to_server == "a\r\n|");
    it.server("1 news\r\n2 news\r\n");
    CHECK(it.to_client.empty());
    CHECK(it.mail == "+one");
    it.mail_is_there();
    CHECK(it.to_server == "a\r\n|b\r\n|");
    CHECK(it.to_client == "1 news\r\n|");
    CHECK(it.mail == "+two");
    it.ended(Side::server);
    CHECK(it.closed.empty());
    it.mail_is_there();
    CHECK(it.to_client == "1 news\r\n|2 news\r\n|");
    CHECK(it.closed == "client ");
    CHECK_FALSE(it.over());
}

TEST_CASE("a line is split, and what follows stays behind it") {
    Between it("S: * <n> EXISTS\n!split 5\n!wait 300ms\n!release\n");
    it.server("* 1 EXISTS\r\n* 0 RECENT\r\n");
    CHECK(it.to_client == "* 1 E|");
    CHECK(it.injector().wake_at() == Clock::time_point{} + 300ms);
    it.pass_time(299ms);
    CHECK(it.to_client == "* 1 E|");
    it.pass_time(1ms);
    CHECK(it.to_client == "* 1 E|XISTS\r\n* 0 RECENT\r\n|");
}

TEST_CASE("a line is changed, and the other side may hear what nobody said") {
    Between it("S: +...\n!instead +\n!client DONE\n");
    it.server("+ idling\r\n");
    CHECK(it.to_client == "+\r\n|");
    CHECK(it.to_server == "DONE\r\n|");
}

TEST_CASE("a rule goes with every line but those that the script awaits") {
    Between it("@always S: * <n> RECENT\n!instead * 9 RECENT\n"
               "@always S: * OK [UIDNEXT...\n!drop\n"
               "S: * <n> RECENT\n");
    it.server("* 0 RECENT\r\n* OK [UIDNEXT 3] x\r\n* 1 RECENT\r\n");
    CHECK(it.to_client == "* 0 RECENT\r\n|* 9 RECENT\r\n|");
}

TEST_CASE("capabilities are hidden, and only whole words") {
    const std::vector<std::string> hidden{"IDLE", "AUTH=PLAIN"};
    CHECK(without_capabilities("* CAPABILITY IMAP4rev1 IDLE IDLEX\r\n",
                               hidden) == "* CAPABILITY IMAP4rev1 IDLEX\r\n");
    CHECK(without_capabilities("* OK [CAPABILITY X AUTH=PLAIN IDLE] IDLE",
                               hidden) == "* OK [CAPABILITY X] IDLE");
    CHECK(without_capabilities("* OK IDLE", hidden) == "* OK IDLE");
}

TEST_CASE("after silence nothing passes, and only the client can end it") {
    Between it("C: DONE\n!silence\n!closed\n");
    it.client("done\r\n");
    it.server("a1 OK\r\n");
    it.client("a2 NOOP\r\n");
    CHECK(it.to_client.empty());
    it.ended(Side::server);
    CHECK(it.closed.empty());
    CHECK_FALSE(it.over());
    it.ended(Side::client);
    CHECK(it.closed == "server client ");
    CHECK(it.over());
}

TEST_CASE("a connection is closed or reset, and the next one passes") {
    Between it("S: +...\n!close\nS: +...\n!reset\n");
    it.server("+ one\r\n");
    CHECK(it.closed == "client server ");
    it.server("+ two\r\n", 2);
    CHECK(it.closed == "client server reset ");
    it.server("+ three\r\n", 3);
    CHECK(it.to_client == "+ one\r\n|+ two\r\n|+ three\r\n|");
}

TEST_CASE("what a client must not say is noticed while it must not") {
    Between it("!forbid C: DONE\nS: +...\n!allow\nS: b\n");
    CHECK(it.injector().forbidden().empty());
    SECTION("too early") {
        it.client("done\r\n");
        CHECK(it.injector().forbidden() == "done");
    }
    SECTION("in time") {
        it.server("+\r\n");
        it.client("done\r\n");
        CHECK(it.injector().forbidden().empty());
    }
    CHECK(it.to_server == "done\r\n|");
}

TEST_CASE("a script is read with its title and its headers") {
    const auto it = parse("# It goes\n# wrong.\n@spec RFC 2177 §3\n"
                          "@patience 40s\n@hide IDLE ID\n\nC: x  # why\n",
                          "x");
    REQUIRE(it);
    CHECK(it->title == "It goes");
    CHECK(it->about == "wrong.");
    CHECK(it->spec == "RFC 2177 §3");
    CHECK(it->patience == 40s);
    CHECK(it->hidden == std::vector<std::string>{"IDLE", "ID"});
    REQUIRE(it->steps.size() == 1);
    CHECK(it->steps[0].written == "C: x");
    CHECK(it->steps[0].line == 7);
}

TEST_CASE("each mistake in a script is told with its line") {
    CHECK(wrong("C: x\n") == "x.fault:1: the first line says what goes wrong, "
                             "behind a #");
    CHECK(wrong("# t\n") == "x.fault:1: there is no step");
    CHECK(wrong("# t\n!hold\n") ==
          "x.fault:2: !hold stands beneath the line that it treats");
    CHECK(wrong("# t\nC: x\n!split 0\n") ==
          "x.fault:3: !split behind how many octets? As in: !split 5");
    CHECK(wrong("# t\nC: x\n!split 1001\n").find("how many") !=
          std::string::npos);
    CHECK(wrong("# t\nC: x\n!split 1000\n") == "nothing");
    CHECK(wrong("# t\n!wait x\n") ==
          "x.fault:2: !wait how long? As in: !wait 300ms");
    CHECK(wrong("# t\n@spec\n") == "x.fault:2: @spec what?");
    CHECK(wrong("# t\nC: x\n@hide IDLE\n") ==
          "x.fault:3: headers stand before the first step");
    CHECK(wrong("# t\n@always S: x\nC: y\n") ==
          "x.fault:3: beneath @always stands !drop or !instead TEXT");
    CHECK(wrong("# t\n!server <n> x\n") ==
          "x.fault:2: <n> has no value there; a line before it gives it one");
    for (const std::string step :
         {"x", "!x", "!drop it", "!deliver", "!server"})
        CHECK(wrong("# t\nC: y\n" + step + "\n") != "nothing");
}
