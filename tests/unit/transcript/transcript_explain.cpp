#include "common/transcript/explain.hpp"
#include "common/transcript/memory.hpp"
#include "common/transcript/parse.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/transcript/transcript_peers.hpp"

#include <utility>

using namespace transcript;

// The exact text of the explanation, for each way in which a peer can be wrong.

namespace {

std::string failure(std::string_view text, ScriptedPeer::Script answer,
                    Side plays = Side::client) {
    const auto transcript = parse(text, "push.wire");
    REQUIRE(transcript);
    Player player(*transcript, plays, Cut{});
    ScriptedWorld world(std::move(answer));
    const auto mismatch = play_in_memory(player, world);
    return mismatch ? explain(*transcript, *mismatch, "kit play push.wire")
                    : "no failure";
}

constexpr auto push = "# A message arrives while the client idles\n"
                      "@spec toy 4.2\n"
                      "@level MUST\n"
                      "S: * hello toy/1 <n=3> messages\n"
                      "C: idle\n"
                      "S: + idling\n"
                      "!deliver Flat\n"
                      "S: * new 4\n"
                      "C: done\n"
                      "S: ok done\n";

/// Returns the explanation of a failure of `push` in line `line`, when the
/// steps up to line `made` were made. `rest` is its end.
std::string in_push(int line, int made, Side plays, std::string_view rest) {
    const std::pair<int, const char*> steps[] = {
        {4, "     4  S: * hello toy/1 3 messages\n"},
        {5, "     5  C: idle\n"},
        {6, "     6  S: + idling\n"},
        {7, "     7  !deliver Flat\n"},
        {8, "     8  S: * new 4\n"},
        {9, "     9  C: done\n"},
        {10, "    10  S: ok done\n"}};
    auto text = "push.wire:" + std::to_string(line) +
                ": A message arrives while the client idles\n"
                "It tests toy 4.2 (MUST).\nSo far:\n";
    for (const auto& [number, step] : steps)
        if (number <= made && (number != 7 || plays == Side::client))
            text += step;
    return text + std::string(rest) + "Again:    kit play push.wire\n";
}

/// Returns a correct client, except for the answers in `wrong`.
ScriptedPeer::Script
client(std::map<std::string, std::string, std::less<>> wrong) {
    wrong.try_emplace("* hello toy/1 3 messages", "idle\r\n");
    wrong.try_emplace("* new 4", "done\r\n");
    return [wrong = std::move(wrong)](std::string_view line) -> std::string {
        const auto found = wrong.find(line);
        return found == wrong.end() ? "" : found->second;
    };
}

std::string repeated(std::string_view text, int count) {
    std::string all;
    for (; count > 0; --count) all += text;
    return all;
}

std::string why(const std::string& explanation) {
    const auto begin = explanation.find("Why:      ") + 10;
    return explanation.substr(begin, explanation.find('\n', begin) - begin);
}

} // namespace

TEST_CASE("a right server and a right client have nothing to explain") {
    CHECK(failure(push, answers({})) == "no failure");
    CHECK(failure(push, client({}), Side::server) == "no failure");
}

TEST_CASE("a server that ends its lines with LF only") {
    CHECK(failure(push, answers({{"idle", "+ idling\n"}})) ==
          R"(push.wire:6: A message arrives while the client idles
It tests toy 4.2 (MUST).
So far:
     4  S: * hello toy/1 3 messages
     5  C: idle
Sent:     idle\r\n
Expected: + idling\r\n
Came:     + idling\n
                  ^
Why:      the line ends with LF only; a line ends with CR LF.
Again:    kit play push.wire
)");
}

TEST_CASE("a server that replies before it tells an event") {
    CHECK(failure(R"(# x
S: ...
C: done
S: * new 4
S: ok done
)",
                  answers({{"done", "ok done\r\n* new 4\r\n"}})) ==
          R"(push.wire:4: x
So far:
     3  C: done
     4  S: * hello toy/1 3 messages
Sent:     done\r\n
Expected: * new 4\r\n
Came:     ok done\r\n
          ^
Why:      `* new 4\r\n` is missing: what came is expected after it, in line 5.
Again:    kit play push.wire
)");
}

TEST_CASE("a server that tells a wrong number") {
    CHECK(failure(push, answers({{"deliver", "* new 5\r\n"}})) ==
          in_push(8, 7, Side::client, R"(Sent:     idle\r\n
Expected: * new 4\r\n
Came:     * new 5\r\n
                ^
Why:      the line differs from octet 7 on: `4` was expected, `5` came.
)"));
}

TEST_CASE("a server that says a line more") {
    CHECK(failure(push, answers({{"done", "ok done\r\n* new 5\r\n"}})) ==
          in_push(10, 10, Side::client, R"(Sent:     done\r\n
Expected: nothing more
Came:     * new 5\r\n
          ^
Why:      the transcript is over, and a line more came.
)"));
}

TEST_CASE("a server that hangs up early") {
    CHECK(failure(push, answers({{"deliver", "CLOSE"}})) ==
          in_push(8, 7, Side::client, R"(Sent:     idle\r\n
Expected: * new 4\r\n
Came:     nothing
Why:      the connection was closed before the line came.
)"));
}

TEST_CASE("a server that says nothing") {
    CHECK(failure(push, answers({{"deliver", ""}})) ==
          in_push(8, 7, Side::client, R"(Sent:     idle\r\n
Expected: * new 4\r\n
Came:     nothing
Why:      nothing came within 5 s; waited for `* new 4\r\n`; the last octets that came were `+ idling\r\n`.
)"));
}

TEST_CASE("a server that begins a line and never ends it") {
    CHECK(failure(push, answers({{"deliver", "* new "}})) ==
          in_push(8, 7, Side::client, R"(Sent:     idle\r\n
Expected: * new 4\r\n
Came:     * new\x20
                   ^
Why:      a line was begun and not ended within 5 s; waited for its CR LF.
)"));
}

TEST_CASE("a server that answers in the wrong order") {
    CHECK(failure(R"(S: * ...
C: done
{
S: one
S: two
}
)",
                  answers({{"done", "two\r\nthree\r\n"}})) ==
          R"(push.wire:3: mismatch
So far:
     1  S: * hello toy/1 3 messages
     2  C: done
     3  S: two
Sent:     done\r\n
Expected: one\r\n
Came:     three\r\n
          ^
Why:      the line differs from octet 1 on: `one` was expected, `three` came.
Again:    kit play push.wire
)");
}

TEST_CASE("a difference far in a long line") {
    CHECK(failure(R"(S: * ...
C: done
S: ok \{ab*100}c
)",
                  answers({{"done", "ok " + repeated("ab", 100) + "d\r\n"}})) ==
          R"(push.wire:3: mismatch
So far:
     1  S: * hello toy/1 3 messages
     2  C: done
Sent:     done\r\n
Expected: ok ababababababababababababababababababababababababababababababa… (208 characters)
Came:     …ababababababababababababababababd\r\n (204 octets)
                                           ^
Why:      the line differs from octet 204 on: `c` was expected, `d` came.
Again:    kit play push.wire
)");
}

TEST_CASE("a client that ends its lines with LF only") {
    CHECK(failure(push, client({{"* new 4", "done\n"}}), Side::server) ==
          in_push(9, 8, Side::server, R"(Sent:     * new 4\r\n
Expected: done\r\n
Came:     done\n
              ^
Why:      the line ends with LF only; a line ends with CR LF.
)"));
}

TEST_CASE("a client that says nothing") {
    CHECK(failure(push, client({{"* new 4", ""}}), Side::server) ==
          in_push(9, 8, Side::server, R"(Sent:     * new 4\r\n
Expected: done\r\n
Came:     nothing
Why:      nothing came within 5 s; waited for `done\r\n`; the last octets that came were `idle\r\n`.
)"));
}

TEST_CASE("a client that says something else") {
    CHECK(failure(push, client({{"+ idling", "count\r\n"}}), Side::server) ==
          in_push(9, 8, Side::server, R"(Sent:     * new 4\r\n
Expected: done\r\n
Came:     count\r\n
          ^
Why:      the line differs from octet 1 on: `done` was expected, `count` came.
)"));
}

TEST_CASE("a client that hangs up") {
    CHECK(failure(push, client({{"+ idling", "CLOSE"}}), Side::server) ==
          in_push(9, 8, Side::server, R"(Sent:     * new 4\r\n
Expected: done\r\n
Came:     nothing
Why:      the connection was closed before the line came.
)"));
}

TEST_CASE("a value that is taken out of the facts is in no sentence") {
    const auto wire = parse("C: a1 LOGIN <user> <password>\n"
                            "S: a1 OK ...\n",
                            "login.wire");
    REQUIRE(wire);
    Player player(*wire, Side::client, Cut{},
                  {{"user", "anna"}, {"password", "secret"}});
    ScriptedWorld world([](std::string_view line) {
        return line == "start" ? "" : "a1 NO\r\n";
    });
    auto mismatch = play_in_memory(player, world);
    REQUIRE(mismatch);
    CHECK(explain(*wire, *mismatch, "").find("anna secret\\r") !=
          std::string::npos);
    const auto hide = [](Line& line) {
        for (auto& piece : line.text)
            if (auto* name = std::get_if<Name>(&piece)) name->value.reset();
    };
    hide(*mismatch->sent);
    for (auto& step : mismatch->steps) hide(std::get<Line>(step.what));
    const auto text = explain(*wire, *mismatch, "");
    CHECK(text.find("secret") == std::string::npos);
    CHECK(text.find("  C: a1 LOGIN <user> <password>\n"
                    "Sent:     a1 LOGIN <user> <password>\\r\\n\n") !=
          std::string::npos);
}

TEST_CASE("the reason is one sentence") {
    CHECK(why(failure(
              push, answers({{"done",
                              "* new 5\r\nok done\r\n"}}))) == // an event where
                                                               // a reply is due
          "an event came where the reply was expected; here the server must "
          "send the reply, and not this event.");
    CHECK(why(failure(
              "S: ...\nC: idle\nS: + idling\n!quiet\n",
              answers({{"noop",
                        "* new 4\r\nok\r\n"}}))) == // a line that was pushed
                                                    // before the fence
          "the server pushed a line where it had to be quiet.");
    CHECK(why(failure(
              push,
              answers({{"deliver", "* neCLOSE"}}))) == // an end within a line
          "the connection was closed in the middle of a line.");
    CHECK(why(failure(push,
                      answers({{"start", ""}}))) == // silence from the start
          "nothing came within 5 s; waited for `* hello toy/1 <n=3> "
          "messages\\r\\n`; nothing ever came on this connection.");
    CHECK(why(failure(
              push,
              answers({{"done", "ok\r\n"}}))) == // a line that ends too early
          "the line ends where ` done` should follow.");
    CHECK(why(failure(
              push,
              answers({{"deliver", "* new 42\r\n"}}))) == // a line that goes on
          "the line should end before octet 8, but goes on.");
    CHECK(why(failure(push,
                      answers({{"done", "OK done\r\n"}}))) == // capital letters
          "only upper and lower case differ, from octet 1 on.");
    CHECK(why(failure(
              "S: * ...\nC: done\nS: ok done\n",
              answers(
                  {{"done",
                    "ok \x01\xff done\r\n"}}))) == // octets that nobody can see
          "the line differs from octet 4 on: `done` was expected, `\\x01\\xFF "
          "done` came.");
    CHECK(why(failure("S: * ...\nC: done\nS: bad ...\n",
                      answers({}))) == // a reply with any text behind it
          "the line differs from octet 1 on: `bad ...` was expected, `ok done` "
          "came.");
    CHECK(why(failure("S: * ...\nC: done\nS: ok done\n!closed  within 90s\n",
                      answers({}))) == // a connection that stays open
          "the connection is still open after 90 s.");
}
