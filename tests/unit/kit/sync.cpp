#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/pages/console_text.hpp"
#include "tutorial/kit/authors/pages/difference.hpp"
#include "tutorial/kit/authors/pages/fence.hpp"
#include "tutorial/kit/authors/pages/source.hpp"

#include <string>

using namespace kit;

using namespace pages;

namespace {

std::string problem_in_page(const std::string& page) {
    const auto found = find_fences(split_lines(page), "a.md");
    return found ? "none" : print(found.error());
}

std::string problem_in_source(const std::string& text) {
    const auto found = MarkedFile::read(text, "a.cpp");
    return found ? "none" : print(found.error());
}

std::string region(const std::string& text, const std::string& name) {
    const auto found = MarkedFile::read(text, "a.cpp");
    REQUIRE(found);
    REQUIRE(found->has(name));
    return join_lines(found->cut(name).lines);
}

} // namespace

TEST_CASE("fences are found with what they hold") {
    const auto found =
        find_fences(split_lines("Text\n```cpp file=a.cpp\nint a;\n```\n\n"
                                "1. One\n   ~~~text free\n     b\n   ~~~\n"
                                "````md free\n```\n````\n```not a fence```\n"),
                    "a.md");
    REQUIRE(found);
    REQUIRE(found->size() == 3);
    CHECK(found->at(0).line == 2);
    CHECK(found->at(0).info == "cpp file=a.cpp");
    CHECK(found->at(0).body == Lines{"int a;"});
    CHECK(found->at(0).last_line() == 4);
    CHECK(found->at(1).indent == "   ");
    CHECK(found->at(1).body == Lines{"  b"});
    CHECK(found->at(2).body == Lines{"```"});
}

TEST_CASE("a fence that cannot be kept is a problem with its line") {
    CHECK(problem_in_page("a\n```cpp free\nb\n") ==
          "a.md:2: this fence is never closed; it needs a line ```");
    CHECK(problem_in_page("> ```cpp free\n> b\n> ```\n")
              .starts_with("a.md:1: a fence inside a quotation"));
}

TEST_CASE("a fence names its source") {
    CHECK(std::get<Copy>(*parse_source("cpp file=a.cpp")).from.file == "a.cpp");
    const auto part = std::get<Copy>(*parse_source("python file=a.py#loop"));
    CHECK(part.from.region == "loop");
    const auto change =
        std::get<Change>(*parse_source("diff file=a.cpp#x since=../b.cpp#y"));
    CHECK(print(change.now) == "a.cpp#x");
    CHECK(print(change.before) == "../b.cpp#y");
    CHECK(std::get<Drawing>(*parse_source("text draw=a.wire")).file ==
          "a.wire");
    CHECK(std::holds_alternative<Console>(*parse_source("console run")));
    CHECK(std::holds_alternative<Free>(*parse_source("cpp free")));
}

TEST_CASE("a fence that names no source is a problem") {
    for (const std::string info :
         {"", "cpp", "text run", "diff file=a.cpp", "cpp since=a.cpp",
          "cpp file=", "cpp fiel=a.cpp", "cpp free file=a.cpp", "console",
          "cpp free=yes", "cpp linenos", "cpp draw=a.wire"}) {
        INFO(info);
        REQUIRE_FALSE(parse_source(info));
        CHECK(parse_source(info).error().find("`free`") != std::string::npos);
    }
}

TEST_CASE("a region is cut out without its marks and its indentation") {
    const std::string text = "int a;\n\n    // [outer]\n\n    b();\n"
                             "    // [inner]\n        c();\n\n"
                             "    // [/inner]\n    // [/outer]\nint d;\n";
    CHECK(region(text, "outer") == "b();\n    c();\n");
    CHECK(region(text, "inner") == "c();\n");
    CHECK(region(text, "") == "int a;\n\n\n    b();\n        c();\n\nint d;\n");
    CHECK(region("# [x]\nprint()\n# [/x]\n", "x") == "print()\n");
    const auto marked = MarkedFile::read(text, "a.cpp");
    CHECK(marked->cut("inner").numbers == std::vector<std::size_t>{7});
    CHECK_FALSE(marked->has("other"));
    CHECK(marked->regions() == "inner, outer");
}

TEST_CASE("a mark without its other half is a problem") {
    CHECK(problem_in_source("a\n// [x]\nb\n")
              .starts_with("a.cpp:2: the region [x] is never closed"));
    CHECK(problem_in_source("// [/x]\n")
              .starts_with("a.cpp:1: [/x] closes nothing: no region is open"));
    CHECK(problem_in_source("// [x]\n// [y]\n// [/x]\n// [/y]\n")
              .starts_with("a.cpp:3: [/x] closes nothing: the region open "
                           "here is [y]"));
    CHECK(problem_in_source("// [x]\n// [/x]\n// [x]\n// [/x]\n")
              .starts_with("a.cpp:3: a second region [x]"));
}

TEST_CASE("a difference shows three lines around what changed") {
    const Lines before{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
    auto after = before;
    after[4] = "five";
    CHECK(unified_difference(before, after) == Lines{"@@ -2,7 +2,7 @@", " 2",
                                                     " 3", " 4", "-5", "+five",
                                                     " 6", " 7", " 8"});
    CHECK(unified_difference(before, before).empty());
    CHECK(unified_difference(Lines{}, Lines{"a"}) ==
          Lines{"@@ -0,0 +1 @@", "+a"});
    after = before;
    after.insert(after.begin(), "0");
    after.push_back("11");
    CHECK(unified_difference(before, after) ==
          Lines{"@@ -1,3 +1,4 @@", "+0", " 1", " 2", " 3", "@@ -8,3 +9,4 @@",
                " 8", " 9", " 10", "+11"});
}

TEST_CASE("a line that became another counts as one change") {
    CHECK(changed_lines({"a", "b", "c"}, {"a", "x", "c"}) == 1);
    CHECK(changed_lines({"a", "b"}, {"a", "x", "y", "b"}) == 2);
    CHECK(changed_lines({"a"}, {"a"}) == 0);
    CHECK(changed_lines({"a", "b", "c"}, {"b", "d"}) == 2);
}

TEST_CASE("a console is read as what is typed and what stands under it") {
    const auto text =
        read_console({"# Two terminals", "$ server &", "$ client \\",
                      "    watch", "one", "", "# and", "$ true && false"},
                     "a.md", 10);
    REQUIRE(text);
    CHECK(text->head == Lines{"# Two terminals"});
    REQUIRE(text->typed.size() == 3);
    CHECK(text->typed[0].background);
    CHECK(text->typed[0].line == 11);
    CHECK(text->typed[1].command == "client \\\n    watch");
    CHECK(text->typed[1].under == Lines{"one", "", "# and"});
    CHECK_FALSE(text->typed[1].background);
    CHECK(text->typed[2].line == 17);
    CHECK_FALSE(text->typed[2].background);
}

TEST_CASE("a console of something else is a problem with its line") {
    CHECK(print(read_console({"server"}, "a.md", 10).error())
              .starts_with("a.md:10: neither a command"));
    CHECK(print(read_console({"# only this"}, "a.md", 10).error())
              .starts_with("a.md:10: no command"));
    CHECK(print(read_console({"$ a \\"}, "a.md", 10).error())
              .starts_with("a.md:10: the command ends in a backslash"));
}

TEST_CASE("a comment of the author is told from output that looks like one") {
    const Lines shown{"# A title", "C: count", "# the end"};
    CHECK(comments_after(shown, shown).empty());
    CHECK(comments_after({"# next"}, {"ok"}) == Lines{"# next"});
    CHECK(comments_after({"ok", "", "# next"}, {"ok"}) == Lines{"", "# next"});
    CHECK(comments_after({"old", "# the end"}, shown).empty());
    CHECK(comments_after({"old", "# next"}, shown) == Lines{"# next"});
    auto both = shown;
    both.push_back("# next");
    CHECK(comments_after(both, shown) == Lines{"# next"});
}
