#include "common/framing/literal.hpp"
#include "tests/unit/catch.hpp"

using framing::literal_mark;

TEST_CASE("a literal is announced at the end of a line") {
    const auto plain = literal_mark("a1 APPEND INBOX {310}");
    REQUIRE(plain);
    CHECK(plain->octets == 310);
    CHECK(plain->wait_for_go_ahead);

    const auto plus = literal_mark("{0+}");
    REQUIRE(plus);
    CHECK(plus->octets == 0);
    CHECK_FALSE(plus->wait_for_go_ahead);

    CHECK(literal_mark("{9223372036854775807}"));
}

TEST_CASE("what only resembles a literal is none") {
    for (const auto* line :
         {"", "}", "{}", "{+}", "{1", "{1}x", "{-1}", "{1 }", "{ 1}", "{1-}",
          "{1++}", "{9223372036854775808}", "{99999999999999999999}"}) {
        INFO(line);
        CHECK_FALSE(literal_mark(line));
    }
}
