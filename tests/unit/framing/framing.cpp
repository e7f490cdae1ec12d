#include "common/framing/framer.hpp"
#include "tests/unit/catch.hpp"

#include <random>
#include <vector>

using framing::Frame;
using framing::Framer;

namespace {

/// Returns every frame of `bytes`, which are given in portions of `size`
/// octets. A line begins with "line:"; the parts of a literal are joined, as
/// "octets:".
std::vector<std::string> frames(std::string_view bytes, std::size_t size,
                                std::size_t max_line = 10) {
    Framer framer(max_line);
    std::vector<std::string> found;
    while (!bytes.empty()) {
        auto portion = bytes.substr(0, size);
        bytes.remove_prefix(portion.size());
        while (const auto frame = framer.next(portion)) {
            const bool too_long = frame->kind == Frame::Kind::too_long;
            found.push_back(too_long ? "too long"
                                     : "line:" + std::string(frame->text));
        }
    }
    return found;
}

} // namespace

TEST_CASE("lines are found wherever the bytes are cut") {
    const std::string bytes = "one\r\ntwo\n\r\n0123456789\r\n0123456789a\r\n"
                              "after\r\n0123456789\r\r\nlast\nrest";
    const std::vector<std::string> expected{
        "line:one", "line:two",   "line:",    "line:0123456789",
        "too long", "line:after", "too long", "line:last"};
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        INFO("portions of " << size);
        CHECK(frames(bytes, size) == expected);
    }
}

TEST_CASE("a line may have as many octets as the limit, and not one more") {
    for (const std::size_t cut : {1u, 7u, 5000u}) {
        for (const char* end : {"\n", "\r\n"}) {
            for (const std::size_t length : {999u, 1000u}) {
                const std::string line(length, 'x');
                CHECK(frames(line + end, cut, 1000) ==
                      std::vector{"line:" + line});
            }
            CHECK(frames(std::string(1001, 'x') + end, cut, 1000) ==
                  std::vector<std::string>{"too long"});
        }
    }
}

TEST_CASE("an endless line is reported once, at once, and takes no memory") {
    Framer framer(1000);
    int reports = 0;
    const std::string portion(4096, 'x');
    for (int i = 0; i < 2500; ++i) { // 10 MB
        std::string_view bytes = portion;
        while (const auto frame = framer.next(bytes)) {
            CHECK(frame->kind == Frame::Kind::too_long);
            ++reports;
        }
        REQUIRE(framer.unfinished().size() <= 1001);
    }
    CHECK(reports == 1);
    std::string_view bytes = "\nnoop\n";
    CHECK(framer.next(bytes)->text == "noop");
}

TEST_CASE("a CR alone does not end a line") {
    CHECK(frames("a\rb\n", 1) == std::vector<std::string>{"line:a\rb"});
    CHECK(frames("a\r\r\n", 1) == std::vector<std::string>{"line:a\r"});
}

TEST_CASE("nothing is held between two lines") {
    Framer framer(1000);
    std::string_view start = "half a line";
    CHECK_FALSE(framer.next(start));
    CHECK(framer.unfinished() == "half a line");
    std::string_view end = "\r\n";
    CHECK(framer.next(end)->text == "half a line");
    CHECK(framer.unfinished().empty());
}

TEST_CASE("a literal's octets come as they are, then lines again") {
    const std::string all("a {5}\r\n\r\n\0\xFFz)\r\nb\r\n", 18);
    for (std::size_t size = 1; size <= all.size(); ++size) {
        Framer framer(10);
        std::string literal;
        std::vector<std::string> lines;
        bool ended = false;
        for (std::size_t at = 0; at < all.size(); at += size) {
            auto portion = std::string_view(all).substr(at, size);
            while (const auto frame = framer.next(portion)) {
                if (frame->kind == Frame::Kind::octets) {
                    CHECK_FALSE(ended);
                    literal += frame->text;
                    ended = frame->last;
                    continue;
                }
                lines.emplace_back(frame->text);
                if (frame->text == "a {5}") framer.expect_octets(5);
            }
        }
        INFO("portions of " << size);
        CHECK(literal == std::string("\r\n\0\xFFz", 5));
        CHECK(ended);
        CHECK(lines == std::vector<std::string>{"a {5}", ")", "b"});
    }
}

TEST_CASE("the same frames come from any random portions") {
    std::mt19937 random(1430);
    std::string bytes;
    for (int i = 0; i < 5000; ++i) bytes += "ab\r\n"[random() % 4];
    const auto expected = frames(bytes, bytes.size());
    for (int run = 0; run < 50; ++run)
        CHECK(frames(bytes, 1 + random() % 40) == expected);
}
