#include "tests/unit/kit/lint_chapter.hpp"

#include <map>

using namespace lint_chapter;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("nothing is found in a good chapter") {
    CHECK(Course().findings() == "");
}

TEST_CASE("what the page of a chapter lacks is found") {
    const std::string file = "README.md";
    struct Defect {
        std::string from;
        std::string to;
        std::string found;
    };
    const Defect defects[] = {
        {"# 3. ", "# 4. ", "README.md:1: the first line must be `# 3. Title`"},
        {"*About 40 minutes,", "*About minutes,",
         "README.md:3: the second paragraph must be"},
        {"65 with", "60 with", "README.md:3: the exercises take 25 minutes"},
        {"*40 minutes.*", "*39 minutes.*",
         "README.md:1: the sections take 39 minutes, and the chapter says 40"},
        {"*40 minutes.*", "40 minutes.",
         "README.md:11: a section begins with its minutes"},
        {"## What you will be able", "## What you are able",
         "README.md: has no `## What you will be able to do`"},
        {"- Two\n- Three\n", "", "README.md:5: 1 goals"},
        {"## Exercises", "## Tasks", "README.md: has no `## Exercises`"},
        {"All [that](#loops).", "", "says nothing"},
        {"console run", "console free", "has no `console run` block"},
        {"[3.1](exercises/1-push/TASK.md)", "3.1",
         "no link to exercises/1-push/TASK.md"},
        {"](#loops)", "](#hoops)", "a dead link: README.md has no heading"},
        {"TASK.md#to-do", "TASK.md#done", "a dead link: TASK.md has no"},
        {"](exercises/1-push/TASK.md)", "](exercises/1-push)",
         "a link to the folder exercises/1-push"},
        {"(exercises/2-more/TASK.md", "(exercises/3-more/TASK.md",
         "a dead link: there is no file exercises/3-more/TASK.md"},
        {"cpp file=server.cpp#loop", "cpp",
         "README.md:15: this fence names no source"},
        {"#loop\n", "#hoop\n", "server.cpp has no region [hoop]"},
        {"for (;;)\n", "for (;;)" + std::string(90, ' ') + "{\n",
         "README.md:16: the line has 99 columns"},
        {"```diff", "````diff", "README.md:19: this fence is never closed"},
    };
    for (const auto& defect : defects) {
        Course course;
        course.change(file, defect.from, defect.to);
        INFO(defect.found);
        INFO(course.findings());
        CHECK(holds(course.findings(), defect.found));
    }
}

TEST_CASE("a chapter without a step for its reader is found") {
    Course course;
    course.change("README.md", ", [3.0](exercises/0-step/TASK.md)", "");
    CHECK(course.findings() ==
          "README.md:26: no link to exercises/0-step/TASK.md\n");
    course.take("exercises/0-step");
    CHECK(holds(course.findings(), "README.md: has no exercise 3.0"));
}

TEST_CASE("a step has one hint or more, and three wrong programs or more") {
    const std::string step = "exercises/0-step/";
    Course course;
    course.change(step + "exercise.json", ", \"b\", \"c\"]", "]");
    course.take(step + "wrong/a.py");
    course.take(step + "wrong/a.txt");
    CHECK(course.findings() == "");
    course.take(step + "wrong/b.py");
    course.take(step + "wrong/b.txt");
    CHECK(course.findings() ==
          step + "wrong: has 2 wrong programs; there must be 3 or more\n");
    course.change(step + "exercise.json", "[\"a\"]", "[]");
    CHECK(holds(course.findings(), "there must be three hints; here are 0"));
}

TEST_CASE("what an exercise lacks is found") {
    struct Defect {
        std::string file;
        std::string from;
        std::string to;
        std::string found;
    };
    const std::string json = "exercise.json";
    const Defect defects[] = {
        {json, "\"version\": 1", "\"version\": 2", "exercise.json:1: "},
        {json, "\"role\": \"server\"", "\"role\": \"host\"", "the role must"},
        {json, "\"minutes\": 15", "\"minutes\": 0", "the minutes must be"},
        {json, "\"Push\"", "\"\"", "has no title"},
        {json, "\"c\"]", "\"c\", \"d\"]",
         "exercise.json:6: there must be "
         "three hints; here are 4"},
        {json, "{\"hello\": \"Say", "{\"hallo\": \"Say",
         "exercise.json:7: failure_hints: there is no check hallo"},
        {json, "checks/hello.wire", "checks/none.wire", "none.wire"},
        {json, "\"bytes\"", "\"pieces\"", "there is no cut \"pieces\""},
        {json, "#loops", "#hoops", "exercise.json:5: a dead link"},
        {json, "\"points\": 2", "\"points\": 0", "the points of hello"},
        {json, "\"Say hello.\"", "\"\"", "the check hello has no rule"},
        {json, "\"rule\"", "\"rules\"", "unknown field rules"},
        {json, "\"hints\": [", "\"hints\": ", "exercise.json: "},
        {"checks/hello.wire", "S: ", "X: ", "hello.wire:2:"},
        {"TASK.md", "# 3.1 Push", "# 3.1 Pull", "TASK.md:1: the first line"},
        {"TASK.md", "About 15", "About 20", "does not say `About 15 minutes`"},
        {"TASK.md", "kit check 3.1", "kit check 3.2", "`kit check 3.1`"},
        {"starter/server.py", "TODO", "todo", "no TODO shows"},
        {"solution/server.py", "pass", "# TODO", "a solution with a TODO"},
    };
    for (const auto& defect : defects) {
        Course course;
        course.change("exercises/1-push/" + defect.file, defect.from,
                      defect.to);
        INFO(defect.found);
        INFO(course.findings());
        CHECK(holds(course.findings(), defect.found));
    }
}

TEST_CASE("a file that is missing is found") {
    const std::map<std::string, std::string> files{
        {"README.md", "README.md: is missing"},
        {"exercises/1-push/TASK.md", "TASK.md: is missing"},
        {"exercises/1-push/exercise.json", "exercise.json"},
        {"exercises/1-push/starter/server.py", "has no server.cpp or"},
        {"exercises/1-push/solution/server.py", "has no solution of the same"},
        {"exercises/1-push/wrong/a.py", "has 3 wrong programs"},
        {"exercises/1-push/wrong/b.txt", "is not in b.txt"},
        {"server.cpp", "server.cpp: cannot be read"},
    };
    for (const auto& [file, found] : files) {
        Course course;
        course.take(file);
        INFO(file);
        INFO(course.findings());
        CHECK(holds(course.findings(), found));
    }
}

TEST_CASE("what wrong programs print may be missing before an update") {
    Course course;
    course.take("exercises/1-push/wrong/b.txt");
    CHECK(course.findings(true) == "");
}

TEST_CASE("a wrong program may be a patch on the solution") {
    const std::string wrong = "exercises/1-push/wrong/";
    const std::string patch = "# Wrong: says nothing.\n--- server.py\n"
                              "+++ server.py\n@@ -1 +1 @@\n-pass\n+...\n";
    Course course;
    course.take(wrong + "a.py");
    course.put(wrong + "a.patch", patch);
    CHECK(course.findings() == "");
    course.take(wrong + "a.txt");
    CHECK(holds(course.findings(), "a.patch: what kit check says of it is not "
                                   "in a.txt"));
    course.put(wrong + "a.txt", rejected);
    course.put(wrong + "b.patch", patch);
    CHECK(course.findings() ==
          wrong + "b.py: another wrong program has this name, too\n");
}

TEST_CASE("a patch that does not fit is found") {
    const std::string wrong = "exercises/1-push/wrong/";
    const std::string head = "# Wrong: says nothing.\n";
    const std::string names = "--- server.py\n+++ server.py\n";
    const std::map<std::string, std::string> patches{
        {head + names + "@@ -1 +1 @@\n-past\n+...\n",
         "a.patch:5: line 1 of server.py is `pass`, not `past`\n"},
        {head + names + "@@ -2 +2 @@\n-pass\n+...\n",
         "a.patch:5: server.py ends before this line\n"},
        {names + "@@ -1 +1 @@\n-pass\n+...\n",
         "a.patch:1: a patch begins with what is wrong in the program that it "
         "makes: `# Wrong: ...`\n"},
        {head + "--- client.py\n+++ client.py\n@@ -1 +1 @@\n-pass\n+...\n",
         "a.patch: there is no solution/client.py that it changes\n"},
    };
    for (const auto& [patch, found] : patches) {
        Course course;
        course.take(wrong + "a.py");
        course.put(wrong + "a.patch", patch);
        CHECK(course.findings() == wrong + found);
    }
}

TEST_CASE("a file that nothing names is found") {
    for (const std::string file :
         {"left.wire", "notes.txt", "exercises/1-push/checks/left.wire",
          "exercises/1-push/wrong/left.txt", "left.cpp"}) {
        Course course;
        course.put(file, wire);
        INFO(file);
        CHECK(course.findings() ==
              file + ": nothing names this file; link it, use it in "
                     "meson.build, or take it away\n");
    }
    Course course;
    course.put("used.hpp", "");
    course.change("server.cpp", "for", "#include \"used.hpp\"\nfor");
    CHECK(course.findings() == "");
}

TEST_CASE("a step that is too large is found") {
    Course course;
    std::string lines;
    for (int i = 0; i < 81; ++i) lines += std::to_string(i) + '\n';
    course.put("old.cpp", lines);
    CHECK(course.findings() == "README.md:19: a step of 81 lines since "
                               "old.cpp; at most 80 may change\n");
    for (int i = 0; i < 70; ++i) lines += std::to_string(i) + '\n';
    course.put("old.cpp", lines);
    CHECK(holds(course.findings(), "old.cpp:151: has 151 lines"));
}
