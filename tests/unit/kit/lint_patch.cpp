#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/lint/patch.hpp"

#include <string>
#include <vector>

using namespace kit;

// Patches are applied with no fuzz and no offset.

using namespace lint;

namespace {

const std::string head = "# Wrong: says too much.\n--- a.py\n+++ a.py\n";
const std::string text = "one\ntwo\nthree\nfour\nfive\nsix\n";

/// Returns what `hunks` make of `old`, or why they cannot be applied.
std::string patched(const std::string& hunks, const std::string& old = text) {
    const auto patch = parse_patch("x.patch", head + hunks);
    if (!patch) return print(patch.error());
    const auto made = apply_patch(*patch, old);
    return made ? *made : print(made.error());
}

/// Returns why a text is no patch.
std::string fault(const std::string& all) {
    const auto patch = parse_patch("x.patch", all);
    return patch ? "nothing" : print(patch.error());
}

} // namespace

TEST_CASE("a patch changes, adds and takes away lines") {
    CHECK(patched("@@ -2,3 +2,3 @@\n two\n-three\n+3\n four\n") ==
          "one\ntwo\n3\nfour\nfive\nsix\n");
    CHECK(patched("@@ -3 +3 @@\n-three\n+3\n") ==
          "one\ntwo\n3\nfour\nfive\nsix\n");
    CHECK(patched("@@ -1,1 +1,3 @@\n one\n+1\n+\n") ==
          "one\n1\n\ntwo\nthree\nfour\nfive\nsix\n");
    CHECK(patched("@@ -5,2 +5 @@\n five\n-six\n") ==
          "one\ntwo\nthree\nfour\nfive\n");
}

TEST_CASE("a patch without lines that stay") {
    CHECK(patched("@@ -2,0 +3 @@\n+2\n") ==
          "one\ntwo\n2\nthree\nfour\nfive\nsix\n");
    CHECK(patched("@@ -0,0 +1 @@\n+0\n") ==
          "0\none\ntwo\nthree\nfour\nfive\nsix\n");
    CHECK(patched("@@ -6,0 +7 @@\n+7\n") ==
          "one\ntwo\nthree\nfour\nfive\nsix\n7\n");
    CHECK(patched("@@ -3,2 +2,0 @@\n-three\n-four\n") ==
          "one\ntwo\nfive\nsix\n");
}

TEST_CASE("two hunks") {
    CHECK(patched("@@ -1,2 +1,3 @@\n one\n+1\n two\n"
                  "@@ -5,2 +6,1 @@\n-five\n six\n") ==
          "one\n1\ntwo\nthree\nfour\nsix\n");
    CHECK(patched("@@ -1 +1 @@\n-one\n+1\n@@ -2 +2 @@\n-two\n+2\n") ==
          "1\n2\nthree\nfour\nfive\nsix\n");
    CHECK(patched("@@ -4 +4 @@\n-four\n+4\n@@ -2 +2 @@\n-two\n+2\n") ==
          "x.patch:7: the hunk begins above the end of the last one");
}

TEST_CASE("a line that is not as the patch has it") {
    CHECK(patched("@@ -2,2 +2,2 @@\n too\n-three\n+3\n") ==
          "x.patch:5: line 2 of a.py is `two`, not `too`");
    CHECK(patched("@@ -2,2 +2,2 @@\n two\n-tree\n+3\n") ==
          "x.patch:6: line 3 of a.py is `three`, not `tree`");
    CHECK(patched("@@ -2 +2 @@\n-two \n+2\n") ==
          "x.patch:5: line 2 of a.py is `two`, not `two `");
}

TEST_CASE("a hunk does not look for its place") {
    CHECK(patched("@@ -3,2 +3,2 @@\n two\n-three\n+3\n") ==
          "x.patch:5: line 3 of a.py is `three`, not `two`");
    CHECK(patched("@@ -6,2 +6,2 @@\n six\n-seven\n+7\n") ==
          "x.patch:6: a.py ends before this line");
    CHECK(patched("@@ -8,1 +8,1 @@\n-eight\n+8\n") ==
          "x.patch:4: a.py has 6 lines only");
    CHECK(patched("@@ -2 +3 @@\n-two\n+2\n") ==
          "x.patch:4: the new lines begin behind line 1; the number behind + "
          "says another");
    CHECK(patched("@@ -1 +1 @@\n-one\n+1\n", "") ==
          "x.patch:5: a.py ends before this line");
}

TEST_CASE("a file that ends without a line end") {
    const std::string none = "\\ No newline at end of file\n";
    const std::string old = "one\ntwo";
    CHECK(patched("@@ -1 +1 @@\n-one\n+1\n", old) == "1\ntwo");
    CHECK(patched("@@ -2 +2 @@\n-two\n" + none + "+2\n" + none, old) ==
          "one\n2");
    CHECK(patched("@@ -2 +2 @@\n-two\n" + none + "+two\n", old) ==
          "one\ntwo\n");
    CHECK(patched("@@ -1,2 +1,2 @@\n-one\n+1\n two\n" + none, old) == "1\ntwo");
    CHECK(patched("@@ -6 +6 @@\n-six\n+6\n" + none) ==
          "one\ntwo\nthree\nfour\nfive\n6");
    CHECK(patched("@@ -2 +2 @@\n-two\n+2\n", old) ==
          "x.patch:5: line 2 of a.py is `two` without an end, not `two`");
    CHECK(patched("@@ -2,0 +3 @@\n+three\n", old) ==
          "x.patch:5: the line above it has no end");
    CHECK(patched("@@ -2 +2 @@\n-two\n+2\n" + none) ==
          "x.patch:4: the line above it has no end");
}

TEST_CASE("CR is kept, and told from no CR") {
    const std::string old = "one\r\ntwo\r\n";
    CHECK(patched("@@ -2 +2 @@\n-two\r\n+2\r\n", old) == "one\r\n2\r\n");
    CHECK(patched("@@ -1,0 +2 @@\n+1\n", old) == "one\r\n1\ntwo\r\n");
    CHECK(patched("@@ -2 +2 @@\n-two\n+2\n", old) ==
          "x.patch:5: line 2 of a.py is `two` with CR, not `two`");
}

TEST_CASE("what a patch says is kept") {
    const auto patch = parse_patch("x.patch", "# Wrong: a.\n# b.\n--- c.cpp\n"
                                              "+++ c.cpp\n@@ -1 +0,0 @@\n-one");
    REQUIRE(patch);
    CHECK(patch->file == "x.patch");
    CHECK(patch->comment == std::vector<std::string>{"Wrong: a.", "b."});
    CHECK(patch->target == "c.cpp");
    CHECK(patch->hunks.size() == 1);
    CHECK(apply_patch(*patch, text).value() == "two\nthree\nfour\nfive\nsix\n");
}

TEST_CASE("a patch without a comment that says the mistake") {
    const std::string rest = "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-one\n+1\n";
    CHECK(fault("# Wrong: a.\n" + rest) == "nothing");
    for (const std::string comment :
         {"", "# a.\n", "# Right: a.\n", "Wrong: a.\n", "#Wrong: a.\n"}) {
        INFO(comment);
        CHECK(fault(comment + rest).starts_with("x.patch:1: a patch begins"));
    }
    CHECK(fault("").starts_with("x.patch:1: a patch begins"));
}

TEST_CASE("a patch changes one file that is there") {
    const std::string wrong = "# Wrong: a.\n";
    const std::string hunk = "@@ -0,0 +1 @@\n+1\n";
    CHECK(fault(wrong + "--- /dev/null\n+++ a.py\n" + hunk)
              .starts_with("x.patch:2: here stands the name"));
    CHECK(fault(wrong + "--- a.py\n+++ /dev/null\n" + hunk)
              .starts_with("x.patch:3: here stands the name"));
    CHECK(fault(wrong + "--- ../a.py\n+++ ../a.py\n" + hunk)
              .starts_with("x.patch:2: here stands the name"));
    CHECK(fault(wrong + "--- \n+++ \n" + hunk)
              .starts_with("x.patch:2: here stands the name"));
    CHECK(fault(wrong + "--- a.py\r\n+++ a.py\r\n" + hunk)
              .starts_with("x.patch:2: here stands the name"));
    CHECK(fault(wrong + "--- a.py\n+++ b.py\n" + hunk)
              .starts_with("x.patch:3: a patch changes one file"));
    CHECK(fault(wrong + "+++ a.py\n" + hunk)
              .starts_with("x.patch:2: here stands the name"));
}

TEST_CASE("a hunk that cannot be read") {
    CHECK(fault(head) == "x.patch:4: the patch ends too early");
    CHECK(fault(head + "@@ -1 @@\n-one\n")
              .starts_with("x.patch:4: a hunk begins like"));
    CHECK(fault(head + "@@ -0 +1 @@\n-one\n+1\n") ==
          "x.patch:4: there is no line 0");
    CHECK(fault(head + "@@ -1,2 +1,1 @@\n-one\n+1\n") ==
          "x.patch:7: the patch ends too early");
    CHECK(fault(head + "@@ -1,1 +1,2 @@\n-one\n-two\n+1\n") ==
          "x.patch:6: the hunk has more such lines than the numbers behind @@ "
          "say");
    CHECK(fault(head + "@@ -1,2 +1,2 @@\n-one\n+1\n\n")
              .starts_with("x.patch:7: a line of a hunk begins with a blank"));
    CHECK(fault(head + "@@ -1 +1 @@\n-one\n+1\n+2\n")
              .starts_with("x.patch:7: a hunk begins like"));
    CHECK(fault(head + "@@ -1 +1 @@\n-one\n+1\n\n")
              .starts_with("x.patch:7: a hunk begins like"));
}
