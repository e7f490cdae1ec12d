#include "tests/unit/transcript/transcript_text.hpp"

using namespace transcript;

namespace {

/// Returns why `said` does not match; empty if it does.
std::string why(std::string_view said) {
    return why_not("S: ...  at most 2\nS: ok\n", said);
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
