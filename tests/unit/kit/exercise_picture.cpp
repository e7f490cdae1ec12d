#include "common/transcript/memory.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/show.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/transcript/transcript_peers.hpp"
#include "tutorial/kit/exercises/picture.hpp"

#include <sstream>

using namespace kit;

using namespace transcript;

namespace {

std::string picture(std::string_view text, ScriptedPeer::Script answer,
                    Side plays = Side::client) {
    const auto wire = parse(text, "push.wire");
    REQUIRE(wire);
    Player player(*wire, plays, Cut{});
    ScriptedWorld world(std::move(answer));
    const auto mismatch = play_in_memory(player, world);
    REQUIRE(mismatch);
    return draw_mismatch(*mismatch, other(plays));
}

/// Returns the lines of a picture that end with `mark`.
std::vector<std::string> marked(const std::string& drawn,
                                const std::string& mark) {
    std::vector<std::string> found;
    std::istringstream lines(drawn);
    for (std::string line; std::getline(lines, line);) {
        CHECK(columns(line) <= 80);
        if (line.ends_with(mark)) found.push_back(line);
    }
    return found;
}

ScriptedPeer::Script says(std::string greeting, std::string reply) {
    return [=](std::string_view line) {
        return line == "start" ? greeting : reply;
    };
}

constexpr auto count = "S: * hello\n"
                       "C: count\n"
                       "S: ok 3\n";

} // namespace

TEST_CASE("what should have come is dashed, and what came is marked") {
    const auto drawn = picture(count, says("* hello\r\n", "ok 4\r\n"));
    const auto expected = marked(drawn, "? expected");
    REQUIRE(expected.size() == 1);
    CHECK(expected[0].find(" ok 3 ╌┤") != std::string::npos);
    CHECK(expected[0].find("─") == std::string::npos);
    const auto came = marked(drawn, "✗ came");
    REQUIRE(came.size() == 1);
    CHECK(came[0].find("─ ok 4 ─┤") != std::string::npos);
}

TEST_CASE("what was said before stands above, as in every diagram") {
    const auto drawn = picture(count, says("* hello\r\n", "ok 4\r\n"));
    CHECK(drawn.starts_with("client "));
    CHECK(drawn.find("═ * hello ═╡\n") != std::string::npos);
    CHECK(drawn.find("├── count ─") != std::string::npos);
    CHECK(drawn.find("* hello") < drawn.find("count"));
    CHECK(drawn.find("count") < drawn.find("ok 3"));
}

TEST_CASE("a bare LF can be seen in the picture") {
    const auto drawn = picture(count, says("* hello\r\n", "ok 3\n"));
    const auto came = marked(drawn, "✗ came");
    REQUIRE(came.size() == 1);
    CHECK(came[0].find("ok 3\\n") != std::string::npos);
}

TEST_CASE("silence is said") {
    const auto drawn = picture(count, says("* hello\r\n", ""));
    CHECK(marked(drawn, "? expected").size() == 1);
    const auto nothing = marked(drawn, "✗");
    REQUIRE(nothing.size() == 1);
    CHECK(nothing[0].find("( nothing came )") != std::string::npos);
}

TEST_CASE("a surplus line is drawn where nothing more was expected") {
    const auto drawn = picture(count, says("* hello\r\n", "ok 3\r\nok 3\r\n"));
    const auto expected = marked(drawn, "? expected");
    REQUIRE(expected.size() == 1);
    CHECK(expected[0].find("( nothing more )") != std::string::npos);
    CHECK(marked(drawn, "✗ came").size() == 1);
}

TEST_CASE("each client has its place") {
    const auto drawn = picture("S: * hello\n"
                               "S2: * hello\n"
                               "C2: count\n"
                               "S2: ok 3\n",
                               says("* hello\r\n", "no\r\n"));
    CHECK(drawn.starts_with("C1  C2 "));
    const auto came = marked(drawn, "✗ came");
    REQUIRE(came.size() == 1);
    CHECK(came[0].starts_with("│   │◀"));
}
