#include "tutorial/kit/conversation/varied_names.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/show.hpp"
#include "tests/unit/catch.hpp"

#include <algorithm>
#include <set>

using namespace kit;

namespace {

const auto file = transcript::parse("@vary n 3 0 9 10..99\n"
                                    "@vary flat text\n"
                                    "@vary attic text\n"
                                    "S: ok <n> <flat> <attic>\n",
                                    "x.wire")
                      .value();

} // namespace

TEST_CASE("the first seed gives the first values, and always the same") {
    const auto names = varied_names(file, 1);
    CHECK(names.at("n") == "3");
    CHECK(names.at("flat") == "Nice duplex in the 10e");
    CHECK(names == varied_names(file, 1));
}

TEST_CASE("seeds in a row give each number, wherever they begin") {
    for (const std::uint32_t first : {1U, 2U, 77U, 4711U, 4294967295U}) {
        std::set<std::string> numbers;
        for (std::uint32_t i = 0; i < plays_to_vary(file); ++i)
            numbers.insert(varied_names(file, first + i).at("n"));
        INFO(first);
        CHECK(numbers.contains("3"));
        CHECK(numbers.contains("0"));
        CHECK(numbers.contains("9"));
        CHECK(numbers.size() > 3);
    }
}

TEST_CASE("the texts of a play differ, and one has more than ASCII") {
    auto three = file;
    three.varied[0] = {"loft", {}};
    for (std::uint32_t seed = 1; seed < 100; ++seed) {
        INFO(seed);
        const auto names = varied_names(three, seed);
        std::set<std::string> texts;
        std::string all;
        for (const auto& [name, value] : names) {
            texts.insert(value);
            all += value;
        }
        CHECK(texts.size() == 3);
        CHECK(std::ranges::any_of(all, [](char c) { return c < 0; }));
    }
}

TEST_CASE("the values are written in for people to read") {
    auto numbers =
        transcript::parse("@vary n 99\nS: * new <n+1> of <m>\n", "x.wire")
            .value();
    numbers = write_in(numbers, varied_names(numbers, 1));
    const auto& line = std::get<transcript::Line>(numbers.steps[0].what);
    CHECK(show(line) == "* new 100 of <m>\\r\\n");
}

TEST_CASE("a file without names is played once") {
    const auto plain = transcript::parse("S: ok\n", "x.wire").value();
    CHECK(plays_to_vary(plain) == 1);
    CHECK(varied_names(plain, 5).empty());
}
