#include "common/transcript/show.hpp"
#include "common/transcript/unbound.hpp"
#include "tests/unit/transcript/transcript_text.hpp"

using namespace transcript;

namespace {

std::set<std::string> unbound(const std::string& text, const Names& given) {
    return unbound_names(read_wire(text), Side::client, given);
}

} // namespace

TEST_CASE("a name that is given is sent") {
    Player player(read_wire("C: a1 LOGIN <user> <password>\n"), Side::client,
                  {}, {{"user", "anna"}, {"password", "\"a b\""}});
    player.opened(1);
    const auto action = player.next({});
    REQUIRE(std::holds_alternative<Send>(action));
    CHECK(std::get<Send>(action).octets == "a1 LOGIN anna \"a b\"\r\n");
}

TEST_CASE("a name that is given must come as it is") {
    const Names given{{"mailbox", "flats"}};
    for (const std::string word : {"flats", "roofs"}) {
        Player player(read_wire("S: * LIST <mailbox>\n"), Side::client, {},
                      given);
        player.opened(1);
        player.receive(1, "* LIST " + word + "\r\n");
        const auto action = player.next({});
        CHECK(std::holds_alternative<Finished>(action) == (word == "flats"));
    }
}

TEST_CASE("a name is unbound when it is said before anything binds it") {
    const std::string text = "C: a1 LOGIN <user> <password>\n"
                             "{\n"
                             "S: * <n> EXISTS\n"
                             "}\n"
                             "C: a2 FETCH <n> <m=2>\n";
    CHECK(unbound(text, {}) == std::set<std::string>{"user", "password"});
    CHECK(unbound(text, {{"user", "anna"}}) ==
          std::set<std::string>{"password"});
    CHECK(unbound(text, {{"user", "anna"}, {"password", "x"}}).empty());
    CHECK(unbound("C: <n>\nS: <n>\n", {}) == std::set<std::string>{"n"});
}

TEST_CASE("a name may stand for the rest of a line, also for nothing") {
    const auto value = [](const std::string& came) {
        Names names;
        const auto wire = read_wire("S: * CAPABILITY<words...>\n");
        const auto& line = std::get<Line>(wire.steps.front().what);
        return match(line.text, came, names) ? "no match" : names["words"];
    };
    CHECK(value("* CAPABILITY IMAP4rev1 IDLE") == " IMAP4rev1 IDLE");
    CHECK(value("* CAPABILITY") == "");
    CHECK(value("* CAPABILITIES") == "no match");
}

TEST_CASE("the rest of a line that is known must come as it is, and is sent") {
    const std::string text = "S: * <rest...>\n"
                             "S: again <rest...>\n"
                             "C: say <rest...>\n";
    CHECK(why_not(text, "* a b\r\nagain a\r\n") ==
          "the line ends where <rest> was expected");
    Player player(read_wire(text), Side::client, {});
    player.next({});
    player.opened(1);
    player.receive(1, "* a b\r\nagain a b\r\n");
    const auto action = player.next({});
    REQUIRE(std::holds_alternative<Send>(action));
    CHECK(std::get<Send>(action).octets == "say a b\r\n");
}

TEST_CASE("a name may have to be another word than earlier ones") {
    const std::string text = "S: * <a> x\n"
                             "S: * <b!=a> x\n"
                             "S: * <c!=a!=b> x\n";
    const auto why = [&](const std::string& third) {
        return why_not(text, "* 1 x\r\n* 2 x\r\n* " + third + " x\r\n");
    };
    CHECK(why("3").empty());
    CHECK(why("11").empty());
    CHECK(why("1") == "<c> must be another word than `1`");
    CHECK(why("2") == "<c> must be another word than `2`");
    CHECK(unbound("S: <b!=a>\n", {}) == std::set<std::string>{"a"});
    const auto wire = read_wire("S: <c!=a!=b> x\n");
    CHECK(show(std::get<Line>(wire.steps.front().what)) == "<c!=a!=b> x\\r\\n");
    for (const auto* wrong : {"S: <!=a>", "S: <b!=>", "S: <b!=a b>",
                              "S: <b!=a=3>", "S: <b+1!=a>", "S: <b!=a...>"}) {
        INFO(wrong);
        CHECK_FALSE(parse(std::string(wrong) + "\n", "x.wire"));
    }
}

TEST_CASE("nothing stands behind the rest of a line") {
    for (const auto* wrong :
         {"S: <n...> x", "S: <n...>\\", "S: <...>", "S: <n=3...> ...x<"}) {
        INFO(wrong);
        CHECK_FALSE(parse(std::string(wrong) + "\n", "x.wire"));
    }
}

TEST_CASE("a name stands in a line of either side, or nowhere") {
    const auto wire = read_wire("C: <a>\n{\nS: x <b>\n}\n!close\n");
    CHECK(says_name(wire, "a"));
    CHECK(says_name(wire, "b"));
    CHECK_FALSE(says_name(wire, "c"));
}

TEST_CASE("a file says where a known server differs") {
    const auto wire = read_wire("@differs dovecot: takes: an argument\n"
                                "@differs cyrus glued:  both at once\n"
                                "@differs cyrus random:7: never mind\n"
                                "C: x\n");
    CHECK(wire.differs ==
          std::map<std::string, std::string>{{"dovecot", "takes: an argument"},
                                             {"cyrus glued", "both at once"},
                                             {"cyrus random:7", "never mind"}});
}

TEST_CASE("what differs needs a name and a reason") {
    for (const std::string wrong :
         {"dovecot", "dovecot:", "dovecot: ", ": why", " : why",
          "dovecot sliced: why", "dovecot glued bytes: why", "dovecot:why",
          "a: why\n@differs a: why"}) {
        INFO(wrong);
        const auto parsed = parse("@differs " + wrong + "\nC: x\n", "x.wire");
        CHECK_FALSE(parsed);
    }
}

TEST_CASE("events that are allowed before a group may stand in it") {
    const std::string text = "S: ...\n{\nS: * 1 EXISTS\nS: + ...\n}\nS: ok\n";
    CHECK(why_not(text, "* 1 EXISTS\r\n* 1 RECENT\r\n+ idling\r\nok\r\n")
              .empty());
    CHECK(why_not(text, "+ idling\r\n* 0 RECENT\r\n* 1 EXISTS\r\nok\r\n")
              .empty());
    // After it they may not come.
    CHECK(why_not(text, "+ idling\r\n* 1 EXISTS\r\n* 0 RECENT\r\nok\r\n") ==
          "an event came where the reply was expected; here the server must "
          "send the reply, and not this event");
}

TEST_CASE("without that, an event in a group is a mismatch") {
    const std::string text = "{\nS: * 1 EXISTS\nS: + ...\n}\n";
    CHECK_FALSE(
        why_not(text, "* 1 EXISTS\r\n* 1 RECENT\r\n+ idling\r\n").empty());
}
