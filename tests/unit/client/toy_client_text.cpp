#include "proto_client/limits.hpp"
#include "proto_client/program/day.hpp"
#include "proto_client/tell/terminal_text.hpp"
#include "proto_client/toy/posts.hpp"
#include "tests/unit/catch.hpp"

#include <sstream>

using client::TerminalText;
using toy_client::make_posts;
using toy_client::PostsResult;
using toy_client::read_posts;

namespace {

std::string posted(const PostsResult& posts) {
    if (!posts) return "none: " + posts.error();
    std::string all;
    for (const auto& post : *posts) all += post + "|";
    return all;
}

std::string posted_from(const std::string& input) {
    std::istringstream stream(input);
    return posted(read_posts(stream));
}

} // namespace

TEST_CASE("words are posted with spaces between them") {
    CHECK(posted(make_posts({"Nice", "duplex  in", "the 10e"})) ==
          "Nice duplex  in the 10e|");
}

TEST_CASE("what cannot be a message is not posted, and told why") {
    CHECK(posted(make_posts({""})) ==
          "none: post wants a text, as in: post Nice flat to rent");
    CHECK(posted(make_posts({"a\nquit"})) ==
          "none: a control character at octet 7");
    CHECK(posted(make_posts({std::string(996, 'x')})) ==
          "none: a message has at most 995 octets, and this one 996");
}

TEST_CASE("each line of an input is posted, but not the empty ones") {
    CHECK(posted_from("one\r\n\ntwo\nthree") == "one|two|three|");
    CHECK(posted_from("\n\n") == "none: the input is empty");
    CHECK(posted_from("one\n\x1b[2J\n") ==
          "none: line 2 of the input: a control character at octet 6");
}

TEST_CASE("what a terminal might obey is shown and not obeyed") {
    TerminalText text;
    CHECK(text.show("ok \x1b[2J<\xc2\x9b"
                    "1m\a\n") == "ok \\x1B[2J<\\xC2\\x9B"
                                 "1m\\x07\n");
    CHECK(text.show("caf\xc3\xa9 \xff.\r\n") == "caf\xc3\xa9 \\xFF.\n");
}

TEST_CASE("text is shown at once and whole, wherever it is cut") {
    const std::string all = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\r\nb\r";
    TerminalText text;
    std::string shown;
    for (const char octet : all) shown += text.show({&octet, 1});
    CHECK(shown == "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\nb");
    CHECK(text.show_rest() == "\\r");
    CHECK(text.show_rest().empty());
}

TEST_CASE("a day is read only as it is written for programs") {
    using namespace std::chrono;
    CHECK(client::read_day("2026-11-29") == 2026y / November / 29);
    CHECK(client::read_day("2024-02-29") == 2024y / February / 29);
    for (const auto* text :
         {"", "2026", "2026-11", "2026-11-31", "2025-02-29", "2026-00-01",
          "2026-1-1", "-026-01-01", "+026-01-01", " 026-01-01", "2026-11-29 ",
          "2026-11-290", "0000-13-01"})
        CHECK_FALSE(client::read_day(text));
}
