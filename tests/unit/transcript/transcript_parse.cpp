#include "common/transcript/limits.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/pattern.hpp"
#include "tests/unit/catch.hpp"

#include <random>

using namespace transcript;
using namespace std::chrono_literals;

namespace {

std::string error_of(std::string_view text) {
    const auto read = parse(text, "x.wire");
    return read ? "no error" : print(read.error());
}

Line line_of(std::string_view text) {
    const auto read = parse(text, "x.wire");
    if (!read) FAIL(print(read.error()));
    return std::get<Line>(read->steps.at(0).what);
}

/// True if `line` matches `pattern`, the text of a line of the server.
bool matches(const std::string& pattern, std::string_view line,
             Names names = {}) {
    return !match(line_of("S: " + pattern).text, line, names);
}

} // namespace

TEST_CASE("the head of a file says what it tests and what it needs") {
    const auto read = parse("# A message arrives\n"
                            "# while the client idles\n"
                            "@protocol imap\n"
                            "@spec RFC 2177 §3   # a comment\n"
                            "@level MUST\n"
                            "@needs IDLE UIDPLUS\n"
                            "@mailbox 2\n"
                            "@autologout 5\n"
                            "@keepalive 0\n"
                            "\n"
                            "C: a1 NOOP\r\n",
                            "push.wire");
    REQUIRE(read);
    CHECK(read->title == "A message arrives");
    CHECK(read->protocol == Protocol::imap);
    CHECK(read->spec == "RFC 2177 §3");
    CHECK(read->level == "MUST");
    CHECK(read->needs == std::vector<std::string>{"IDLE", "UIDPLUS"});
    CHECK(read->mailbox == 2u);
    CHECK(read->autologout == 5s);
    CHECK(read->keepalive == 0s);
    CHECK(read->steps.at(0).line == 11);
}

TEST_CASE("a line of a step has a side, a connection, a text and a deadline") {
    const auto plain = line_of("C: count");
    CHECK(plain.from == Side::client);
    CHECK(plain.connection == 1);
    CHECK(plain.text == Text{Octets{"count"}});
    CHECK(plain.end == "\r\n");
    CHECK_FALSE(plain.within);

    const auto other = line_of("S2: ok <n>  within 500ms  # a comment");
    CHECK(other.from == Side::server);
    CHECK(other.connection == 2);
    CHECK(other.text == Text{Octets{"ok "}, Name{"n"}});
    CHECK(other.within == 500ms);

    CHECK(line_of("C:").text.empty());
    CHECK(line_of("C:  a  b").text == Text{Octets{" a  b"}});
    CHECK(line_of("C: done within 1s").text == Text{Octets{"done within 1s"}});
}

TEST_CASE("escapes stand for octets, and a backslash at the end for no end") {
    CHECK(line_of(R"(C: \\ \r\n\t\0\x1b\<\#)").text ==
          Text{Octets{std::string("\\ \r\n\t\0\x1b<#", 9)}});
    CHECK(line_of(R"(C: post \{x*1001})").text ==
          Text{Octets{"post " + std::string(1001, 'x')}});
    CHECK(line_of(R"(C: \{\x7Da*2})").text == Text{Octets{"}a}a"}});
    CHECK(line_of("C: idl\\").end.empty());
    CHECK(line_of("C: idl\\   # half of it").end.empty());
    const auto bare = line_of("C: count\\n\\");
    CHECK(bare.text == Text{Octets{"count"}});
    CHECK(bare.end == "\n");
}

TEST_CASE("a pattern matches a line, and names what it matches") {
    CHECK(matches("ok 3", "ok 3"));
    CHECK_FALSE(matches("ok 3", "ok 33"));
    CHECK_FALSE(matches("ok 33", "ok 3"));
    CHECK(matches("ok ...", "ok "));
    CHECK(matches("ok ...", "ok what you like"));
    CHECK_FALSE(matches("ok ...", "ok"));
    CHECK(matches("ok    ...", "ok"));
    CHECK(matches("* <n> EXISTS", "* 12 EXISTS"));
    CHECK_FALSE(matches("* <n> EXISTS", "* 1 2 EXISTS"));
    CHECK_FALSE(matches("* <n> EXISTS", "*  EXISTS"));
    CHECK(matches("ok [UID <v>] <rest>", "ok [UID 77] x"));
    CHECK(matches("<n> <n>", "a a"));
    CHECK_FALSE(matches("<n> <n>", "a b"));
    CHECK(matches("<n=3> is <n>", "3 is 3"));
    CHECK_FALSE(matches("<n=3>", "4"));
    CHECK(matches("ok <n>", "ok 3", {{"n", "3"}}));
    CHECK_FALSE(matches("ok <n>", "ok 4", {{"n", "3"}}));
}

TEST_CASE("a name that did not match is not bound") {
    Names names;
    const auto pattern = line_of("S: <n> EXISTS").text;
    const auto difference = match(pattern, "3 exists", names);
    REQUIRE(difference);
    CHECK(difference->offset == 2);
    CHECK(names.empty());
    CHECK_FALSE(match(pattern, "3 EXISTS", names));
    CHECK(names.at("n") == "3");
    CHECK(render(line_of("C: read <n> <m=9> ...").text, names) ==
          "read 3 9 ...");
    CHECK_FALSE(render(line_of("C: <unknown>").text, names));
}

TEST_CASE("a mistake is named with its line, its cause and its cure") {
    CHECK(error_of("# t\nC: a\nX: b\n") ==
          "x.wire:3: a step is C: or S: (C2:, S2:, up to 9) and a space and "
          "text, {, }, or !deliver, !quiet, !wait, !pause, !refuse, !close, "
          "!reset, !closed, !ended, !misses, !tls");
    CHECK(error_of("@colour red\n") ==
          "x.wire:1: unknown key @colour; there are @protocol, @spec, @level, "
          "@needs, @differs, @mailbox, @begin, @vary, @autologout, @keepalive, "
          "@max-clients");
    CHECK(error_of("@level must\n") ==
          "x.wire:1: @level is MUST, SHOULD or MAY, not must");
    CHECK(error_of("C: a\n@mailbox 3\n") ==
          "x.wire:2: @ lines stand before the first step");
    CHECK(error_of("C: \\q\n") ==
          "x.wire:1: unknown escape \\q; there are \\\\ \\r \\n \\t \\0 \\xHH "
          "\\< \\# \\{x*1001}");
    CHECK(error_of("S: <a@b>\n") ==
          "x.wire:1: a name is letters, digits, - and _ in < >, as <n>, "
          "<n+1>, <n=3> or <n!=m>; a plain < is written \\<");
    CHECK(error_of("C: x  within soon\n") ==
          "x.wire:1: within what? As in: within 500ms, within 1s, within 29m");
    CHECK(error_of("{\nS: a\n") == "x.wire:2: the { of line 1 has no }");
    CHECK(error_of("{\nC: a\n}\n") ==
          "x.wire:2: between { and } stand whole lines of the server: S: ok");
    CHECK(error_of("# only a title\n") ==
          "x.wire:1: no step: a transcript has lines as `C: count` and "
          "`S: ok 3`");
    CHECK(error_of("C: caf\xE9\n") ==
          "x.wire:1: there is an octet that is not UTF-8 at octet 7; write it "
          "as \\xHH");
}

TEST_CASE("other mistakes are errors, too") {
    const auto wrong = GENERATE(
        as<std::string>{}, //
        "C:count", "C0: a", "C10: a", "c: a", "count", "!", "!jump", "!wait",
        "!wait 5", "!wait 25h", "!wait 1441m", "!deliver", "!quiet 0",
        "!close now", "!closed 2 3", "!tls 1s", "}", "{\n{", "{\n}", "@spec",
        "@mailbox -1", "@autologout x", "@protocol smtp", "C: \\x4", "C: \\xGG",
        "C: \\{x*}", "C: \\{x*99999999999999999999}", "C: \\{x*65537}",
        "C: \\{\\{x*9}*9}", "C: <>", "S: <a><b>", "S: <a", "C: a\x01");
    INFO(wrong);
    CHECK_FALSE(parse(wrong + "\n", "x.wire"));
}

TEST_CASE("whatever a file holds, reading it is bounded") {
    const std::string longest(limits::written_line + 1, 'x');
    CHECK_FALSE(parse("C: " + longest, "x.wire"));
    CHECK_FALSE(parse(std::string(limits::file + 1, '\n'), "x.wire"));
    std::string steps, texts;
    for (std::size_t i = 0; i <= limits::steps; ++i) steps += "C: a\n";
    for (int i = 0; i < 100; ++i) texts += "C: \\{x*65000}\n";
    CHECK_FALSE(parse(steps, "x.wire"));
    CHECK_FALSE(parse(texts, "x.wire"));

    std::mt19937 random(1);
    constexpr std::string_view likely = "CS2: \n\n!@{}\\x*<>=.# within1s";
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto length = random() % 40; length > 0; --length)
            text += likely[random() % likely.size()];
        parse(text, "x.wire"); // it must return
    }
}
