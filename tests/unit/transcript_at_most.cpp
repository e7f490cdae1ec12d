#include "common/transcript/parse.hpp"
#include "common/transcript/player.hpp"
#include "tests/unit/catch.hpp"

using namespace transcript;

namespace {

/// Why it is not as it should be, when the server says `said`; else nothing.
std::string why(std::string_view said) {
    const auto parsed = parse("S: ...  at most 2\nS: ok\n", "a.wire");
    REQUIRE(parsed);
    Player player(*parsed, Side::client, {});
    player.next({});
    player.opened(1);
    player.receive(1, said);
    const auto action = player.next({});
    if (const auto* mismatch = std::get_if<Mismatch>(&action))
        return mismatch->why;
    CHECK(std::holds_alternative<Finished>(action));
    return {};
}

} // namespace

TEST_CASE("so many events may stand there, or fewer") {
    CHECK(why("ok\r\n").empty());
    CHECK(why("* new 4\r\nok\r\n").empty());
    CHECK(why("* new 4\r\n* new 5\r\nok\r\n").empty());
}

TEST_CASE("one event more is too many") {
    CHECK(why("* new 4\r\n* new 5\r\n* new 6\r\nok\r\n") ==
          "at most 2 events may stand before this line, and one more came");
}

TEST_CASE("at most needs a number") {
    for (const auto* text : {"S: ...  at most", "S: ...  at most two",
                             "S: ...  at most -1", "S: ...  at most 1 2"}) {
        INFO(text);
        CHECK_FALSE(parse(std::string(text) + "\n", "a.wire"));
    }
}
