#include "common/transcript/escape.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/parse_text.hpp"
#include "common/transcript/pattern.hpp"
#include "tests/unit/catch.hpp"

#include <random>

using namespace transcript;

TEST_CASE("octets that a person cannot see are escaped") {
    CHECK(escape("") == "");
    CHECK(escape("ok 3\r\n") == "ok 3\\r\\n");
    CHECK(escape(std::string("a\0\t\x1B", 4)) == "a\\0\\t\\x1B");
    CHECK(escape("Duplex à louer") == "Duplex à louer");
    CHECK(escape("\xE0\xFF") == "\\xE0\\xFF");
    CHECK(escape("\xC2\x9B") == "\\xC2\\x9B");
}

TEST_CASE("what has a meaning in a file is escaped") {
    CHECK(escape("C:\\mail") == "C:\\\\mail");
    CHECK(escape("<a@b>") == "\\<a@b>");
    CHECK(escape("flat  # 3") == "flat  \\# 3");
    CHECK(escape("flat # 3, #4") == "flat # 3, #4");
    CHECK(escape("x ") == "x\\x20");
    CHECK(escape_before_more("x ") == "x ");
    CHECK(escape_before_more("\\x20") == "\\\\x20"); // no blank
    CHECK(escape("x  within 1s") == "x \\x20within 1s");
}

TEST_CASE("many equal octets are counted") {
    CHECK(escape(std::string(19, 'x')) == std::string(19, 'x'));
    CHECK(escape("post " + std::string(1001, 'x') + "y") == "post \\{x*1001}y");
}

TEST_CASE("what was escaped comes back, as it was, from a line of a file") {
    std::mt19937 random(1);
    constexpr std::string_view likely = "\\<>#{}*. within1s\r\n\0\xC2\x9B\xFF";
    for (int i = 0; i < 20000; ++i) {
        std::string octets;
        for (auto length = random() % 12; length > 0; --length)
            octets += random() % 4 == 0 ? static_cast<char>(random())
                                        : likely[random() % likely.size()];
        octets.append(random() % 8 == 0 ? 30 : 0, likely[random() % 9]);
        INFO(escape(octets));
        CHECK(unescape(escape(octets)) == octets);

        const auto read = parse("C: " + escape(octets), "one.wire");
        REQUIRE(read);
        const auto& line = std::get<Line>(read->steps.at(0).what);
        // Three dots at the end are said as they stand there.
        CHECK(render(line.text, {}) == octets);
    }
}
