#include "common/transcript/draw/draw_svg.hpp"
#include "common/transcript/draw/draw_text.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/show.hpp"
#include "tests/unit/catch.hpp"

#include <sstream>

using namespace transcript;

namespace {

Diagram read(std::string_view text) {
    const auto transcript = parse(text, "x.wire");
    if (!transcript) FAIL(print(transcript.error()));
    return diagram(*transcript);
}

constexpr auto push = "# A message arrives\n"
                      "S: * hello toy/1 3 messages\n"
                      "C: idle\n"
                      "S: + idling\n"
                      "C2: post A flat in the 10e, fourth floor, no lift\n"
                      "S2: ok 4\n"
                      "S: * new 4\n"
                      "!wait 29m\n";

} // namespace

TEST_CASE("a conversation is drawn for a terminal") {
    CHECK(draw_text(read(push), 50) ==
          R"(A message arrives

C1  C2                                      server
│   │                                            │
│◀══╪═════════════════ * hello toy/1 3 messages ═╡
├───┼─ idle ────────────────────────────────────▶│
│◀╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ + idling ╌┤
│   │ post A flat in the 10e, fourth floor,      │
│   ├── no lift ────────────────────────────────▶│
│   │◀──────────────────────────────────── ok 4 ─┤
│◀══╪══════════════════════════════════ * new 4 ═╡
│   │               ( 29 m pass )                │
)");
}

TEST_CASE("a drawing is as wide as it may be, whatever is said") {
    const auto diagram =
        read("# Title\nC: \\{x*3000}\nS: é\\{ab*300}\n"
             "C3: a\nC7: \\xFF\nS7: ...\n!tls 7\n!closed 7\nC:\n"
             "!deliver \\{long *90}\n");
    for (const std::size_t width : {40u, 80u, 120u}) {
        std::istringstream lines(draw_text(diagram, width));
        const auto least = 40u + 3 * 4;
        for (std::string line; std::getline(lines, line);) {
            INFO(line);
            CHECK(columns(line) <= std::max<std::size_t>(width, least));
        }
    }
}

TEST_CASE("a picture holds the text, and nothing of it as markup") {
    const auto svg = draw_svg(read("# Q & A\nC: a \\<b> & \"c\"\n"
                                   "S: * <n>\nS: + go\nS: ok\n!wait 1s\n"),
                              49);
    const auto has = [&](std::string_view text) {
        return svg.find(text) != svg.npos;
    };
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    CHECK(has("role=\"img\" width=\"100%\" viewBox=\"0 0 389 "));
    CHECK(has("<title>Q &amp; A</title>"));
    CHECK(has(">a \\&lt;b&gt; &amp; &quot;c&quot;</text>"));
    CHECK(has(">* &lt;n&gt;</text>"));
    CHECK(has("prefers-color-scheme: dark"));
    for (const auto* kind : {"command", "event", "go-ahead", "reply", "note"})
        CHECK(has("<g class=\"" + std::string(kind) + "\">"));
    CHECK_FALSE(has("<b>"));
    CHECK(svg.ends_with("</svg>\n"));
}

TEST_CASE("of what @begin stands for, only the state is drawn") {
    CHECK(draw_text(read("# Flags\n@protocol imap\n@begin selected 2\n"
                         "@begin C2 logged-in\nC2: b1 NOOP\nS2: b1 OK\n"),
                    70) == R"(Flags

C1  C2                                                          server
│   │                                                                │
│   │    ( the client has selected the mailbox with 2 messages )     │
│   │                ( the client (2) has logged in )                │
│   ├── b1 NOOP ────────────────────────────────────────────────────▶│
│   │◀─────────────────────────────────────────────────────── b1 OK ─┤
)");
}
