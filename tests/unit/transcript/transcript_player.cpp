#include "common/transcript/memory.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/whole_lines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/transcript/transcript_peers.hpp"
#include "tests/unit/transcript/transcript_text.hpp"
#include "tutorial/kit/conversation/toy_world.hpp"

using namespace kit;

using namespace transcript;
using namespace std::chrono_literals;

namespace {

/// Returns why the toy does not do what `text` says; empty if it does.
std::string trouble(std::string_view text, Cut cut = {}) {
    const auto transcript = read_wire(text);
    Player player(transcript, Side::client, cut);
    ToyWorld world(transcript);
    const auto mismatch = play_in_memory(player, world);
    return mismatch ? why(*mismatch) : "";
}

/// Returns the segments of what the player sends first: "idle\r\n".
std::vector<std::string> segments(std::string_view text, Cut::Kind kind) {
    Player player(read_wire(text), Side::client, {kind});
    std::vector<std::string> sent;
    player.opened(1);
    player.opened(2);
    for (;;) {
        const auto action = player.next({});
        const auto* send = std::get_if<Send>(&action);
        if (!send) return sent;
        sent.push_back(send->octets);
    }
}

} // namespace

TEST_CASE("a transcript is played the same, however it is cut") {
    constexpr auto text = "@mailbox 3\n"
                          "S: * hello toy/1 <n=3> messages\n"
                          "C: count\n"
                          "S: ok <n>\n"
                          "S2: * hello toy/1 <n> messages\n"
                          "C: idl\\\n"
                          "C: e\n"
                          "S: + ...\n"
                          "!deliver Flat\n"
                          "S: * new 4\n"
                          "!quiet 2\n"
                          "C: done\\n\\\n"
                          "S: ok done\n"
                          "C: quit\n"
                          "S: ...\n"
                          "S: ok quit\n"
                          "!closed\n"
                          "C2: noop\n"
                          "S2: ok\n"
                          "!reset 2\n";
    using enum Cut::Kind;
    // Client 2 is not idling, so it is told at its fence.
    for (const auto kind : {whole, bytes, crlf, glued, random})
        CHECK(trouble(text, {kind}) ==
              "the server pushed a line where it had to be quiet");
    std::string without_fence(text);
    without_fence.replace(without_fence.find("!quiet 2"), 8,
                          "C2: count\nS2: ok 4");
    for (const auto kind : {whole, bytes, crlf, glued, random})
        CHECK(trouble(without_fence, {kind}) == "");
}

TEST_CASE("what is sent is cut as it was asked for") {
    constexpr auto two = "C: ab\nS: ok\nC: c\n";
    using Segments = std::vector<std::string>;
    CHECK(segments(two, Cut::Kind::whole) == Segments{"ab\r\n"});
    CHECK(segments(two, Cut::Kind::bytes) == Segments{"a", "b", "\r", "\n"});
    CHECK(segments(two, Cut::Kind::crlf) == Segments{"ab\r", "\n"});
    CHECK(segments(two, Cut::Kind::glued) == Segments{"ab\r\nc\r\n"});
}

TEST_CASE("lines are glued up to what must be waited for") {
    const auto glued = [](std::string_view text) {
        return segments(text, Cut::Kind::glued).at(0);
    };
    CHECK(glued("C: a\nS: <n>\nC: b <n>\nC: c\n") == "a\r\n");
    CHECK(glued("C: a\n!deliver x\nC: b\n") == "a\r\n");
    CHECK(glued("C: a\nS: b\nC2: c\nC: d\n") == "a\r\n");
    CHECK(glued("C: a\nS: ...\n{\nS: b\n}\nC: c\n") == "a\r\nc\r\n");
}

TEST_CASE("time passes at once in memory") {
    CHECK(trouble(
              "@mailbox 0\nS: * hello toy/1 0 messages\nC: idle\nS: + idling\n"
              "!wait 119s\n!wait 1s\nS: * ok still here\n"
              "S: * ok still here  within 2m\nC: done\nS: ok done\n"
              "!wait 30m\nS: * bye ...\n!closed\n") == "");
    CHECK(trouble("@autologout 5\nS: * ...\n!closed  within 4s\n") ==
          "the connection is still open after 4 s");
    CHECK(trouble("@autologout 5\nS: * ...\nS: * bye ...\n!closed\n") == "");
}

TEST_CASE("TLS begins only where the session wants it") {
    CHECK(trouble("S: * ...\n!tls\n") ==
          "the connection was closed where TLS should have begun");
    CHECK(trouble("S: * ...\nC: count\n!tls\nS: ok 0\n") ==
          "the connection was closed where TLS should have begun");
}

TEST_CASE("events may come where the file allows them, and only there") {
    const auto after_done = [](const std::string& said,
                               const std::string& expected) {
        const auto transcript =
            read_wire("S: * hello ...\nC: done\n" + expected);
        Player player(transcript, Side::client, Cut{});
        ScriptedWorld world(answers({{"done", said}}));
        return !play_in_memory(player, world);
    };
    const std::string noise = "* one\r\n* two\r\n";
    CHECK(after_done(noise + "ok\r\n", "S: ...\nS: ok\n"));
    CHECK(after_done("ok\r\n", "S: ...\nS: ok\n"));
    CHECK(after_done(noise + "ok\r\n", "S: ...\nS: * two\nS: ok\n"));
    CHECK_FALSE(after_done(noise + "ok\r\n", "S: ok\n"));
    CHECK_FALSE(after_done(noise + "no\r\n", "S: ...\nS: ok\n"));
    CHECK(after_done("ok\r\n" + noise, "S: ok\nS: ...\n"));
    CHECK_FALSE(after_done("ok\r\n" + noise, "S: ok\n"));
    CHECK(after_done("b\r\na\r\n", "{\nS: a\nS: b\n}\n"));
    CHECK_FALSE(after_done("b\r\nb\r\n", "{\nS: a\nS: b\n}\n"));
    const std::string group = "S: ...\n{\nS: a\nS: b\n}\n";
    CHECK(after_done("b\r\n* one\r\na\r\n", group));
    CHECK_FALSE(after_done("b\r\na\r\n* one\r\nok\r\n", group + "S: ok\n"));
}

TEST_CASE("the parts of an expected line are joined, and its lines split") {
    const auto steps = whole_lines(
        read_wire(
            "C: id\\\nC: le\nC: a\\r\\nb\nC: c\\r\\\nC: \\n\\\nC: rest\\\n")
            .steps,
        Side::client);
    std::vector<std::string> lines;
    for (const auto& step : steps) {
        const auto& line = std::get<Line>(step.what);
        lines.push_back(*render(line.text, {}) + line.end);
    }
    CHECK(lines ==
          std::vector<std::string>{"idle\r\n", "a\r\n", "b\r\n", "c\r\n"});
}

TEST_CASE("a peer that never stops talking is not listened to for ever") {
    const auto transcript = read_wire("S: hello\nC: go\nS: end\n");
    Player player(transcript, Side::client, Cut{});
    player.opened(1);
    const std::string flood(64 * 1024, '\n');
    for (int i = 0; i < 1000; ++i) player.receive(1, flood);
    CHECK(std::holds_alternative<Mismatch>(player.next({})));

    Player other(transcript, Side::client, Cut{});
    other.opened(1);
    const std::string endless(64 * 1024, 'x');
    for (int i = 0; i < 1000; ++i) other.receive(1, endless);
    const auto action = other.next({});
    REQUIRE(std::holds_alternative<Mismatch>(action));
    CHECK(why(std::get<Mismatch>(action)) ==
          "a line came that is longer than 65536 octets");
}
