#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/lint/link_check.hpp"
#include "tutorial/kit/authors/pages/anchor.hpp"

#include <string>

using namespace kit;

using namespace lint;
using pages::anchor_of;

namespace {

Page page_of(const std::string& text) {
    Page page;
    page.file = "a.md";
    page.lines = pages::split_lines(text);
    page.prose = page.lines;
    return page;
}

std::string targets(const std::string& text) {
    std::string all;
    for (const auto& link : find_links(page_of(text)))
        all += std::to_string(link.line) + ' ' + link.target + '\n';
    return all;
}

} // namespace

TEST_CASE("a heading has the anchor that GitHub gives it") {
    CHECK(anchor_of("Three new lines") == "three-new-lines");
    CHECK(anchor_of("What a `+` says") == "what-a--says");
    CHECK(anchor_of("A line, and a reply!") == "a-line-and-a-reply");
    CHECK(anchor_of("`co_await` *twice*") == "co_await-twice");
    CHECK(anchor_of("1. Push — at last") == "1-push--at-last");
    CHECK(anchor_of("Caf\xC3\xA9 \xC2\xA7 3") == "caf\xC3\xA9--3");
    CHECK(anchor_of("See [the toy](../toy.md#x) first") == "see-the-toy-first");
}

TEST_CASE("a second heading of the same name has a number behind it") {
    const auto found =
        anchors(page_of("# Push\ntext\n## Push ##\n### Push\n<a id=\"x\"></a>\n"
                        "#no heading\n"));
    CHECK(found == std::set<std::string>{"push", "push-1", "push-2", "x"});
}

TEST_CASE("links are found in all their forms, but not in code") {
    CHECK(targets("[a](b.md) and [c](<d.md> \"title\") ![e](f.png)\n"
                  "`[g](h.md)` [i][j]\n[j]: k.md\n"
                  "<a href=\"l.md\">m</a> [n](#o)\n") ==
          "1 b.md\n1 d.md\n1 f.png\n3 k.md\n4 #o\n4 l.md\n");
}

TEST_CASE("a link to the world outside is not followed") {
    Problems problems;
    LinkCheck check(problems);
    check.check(page_of("[a](https://example.org/x) [b](mailto:a@b)\n"));
    CHECK(problems.empty());
    check.check(page_of("[a](none.md)\n"));
    REQUIRE(problems.size() == 1);
    CHECK(print(problems[0]) ==
          "a.md:1: a dead link: there is no file none.md");
}
