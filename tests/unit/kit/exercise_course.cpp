#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/starter.hpp"

#include <cstdlib>

using namespace kit;

namespace {

constexpr auto least = R"({"version": 1, "title": "Push", "role": "client",
    "minutes": 25, "hints": ["a", "b", "c"], "checks": [
    {"name": "one", "wire": "checks/one.wire", "rule": "A rule."}]})";

/// A folder that is the course until the test ends.
struct Course : OwnFolder {
    Course() { setenv("KIT_TUTORIAL", (path / "course").c_str(), 1); }
    ~Course() { unsetenv("KIT_TUTORIAL"); }

    void add(const std::string& folder, const std::string& json) const {
        write("course/" + folder + "/exercise.json", json);
    }
};

std::vector<std::string> names(const std::vector<Exercise>& exercises) {
    std::vector<std::string> found;
    for (const auto& one : exercises) found.push_back(one.name);
    return found;
}

std::string with(std::string json, const std::string& before,
                 const std::string& after) {
    return json.replace(json.find(before), before.size(), after);
}

} // namespace

TEST_CASE("exercises are found by number, in order") {
    const Course course;
    for (const auto* folder :
         {"10-last/exercises/1-a", "02-many/exercises/2-who",
          "02-many/exercises/1-many", "02-many/exercises/drafts",
          "kit/exercises/1-none", "1-/exercises/1-none"})
        course.add(folder, least);
    using Names = std::vector<std::string>;
    CHECK(names(list_exercises("")) == Names{"2.1-many", "2.2-who", "10.1-a"});
    CHECK(names(list_exercises("2")) == Names{"2.1-many", "2.2-who"});
    CHECK(names(list_exercises("10.1")) == Names{"10.1-a"});
    CHECK_THROWS_WITH(list_exercises("1"),
                      "there is no exercise 1; there are 2.1, "
                      "2.2, 10.1");
}

TEST_CASE("an exercise has all cuts and one point where it says nothing") {
    const Course course;
    course.add("03-push/exercises/1-push", least);
    const auto one = load_exercise("3.1");
    CHECK(one.title == "Push");
    CHECK(one.program() == "client");
    CHECK(one.minutes == 25);
    CHECK(one.arguments.empty());
    REQUIRE(one.checks.size() == 1);
    CHECK(one.checks[0].cuts.size() == 5);
    CHECK(one.checks[0].points == 1);
    CHECK(one.points() == 1);
    // Catch2 cannot print a path: it is a range of paths.
    CHECK((one.checks[0].wire == one.folder / "checks/one.wire"));
    CHECK_THROWS_WITH(load_exercise("3"), "which one of chapter 3? Write 3.1");
}

TEST_CASE("a wrong exercise.json is named") {
    const Course course;
    const auto changes = std::vector<std::pair<std::string, std::string>>{
        {"\"version\": 1", "\"version\": 2"},
        {"\"client\"", "\"teacher\""},
        {"\"title\": \"Push\",", ""},
        {"{\"name\": \"one\",", "{"},
        {"\"rule\"", "\"cuts\": [\"half\"], \"rule\""},
        {"\"rule\"", "\"cuts\": [], \"rule\""},
        {"}]}", "}"},
    };
    for (const auto& [before, after] : changes) {
        INFO(after);
        course.add("03-push/exercises/1-push", with(least, before, after));
        CHECK_THROWS_WITH(load_exercise("3.1"),
                          Catch::Matchers::StartsWith(course.path.string()));
    }
}

TEST_CASE("a mistake that only the author must mend stops no check") {
    const Course course;
    for (const auto& [before, after] :
         std::vector<std::pair<std::string, std::string>>{
             {"\"rule\"", "\"colour\": \"red\", \"rule\""},
             {", \"c\"]", "]"},
             {"\"minutes\": 25", "\"minutes\": 500"},
             {"\"minutes\"", "\"failure_hints\": {\"two\": \"x\"}, "
                             "\"minutes\""}}) {
        INFO(after);
        course.add("03-push/exercises/1-push", with(least, before, after));
        auto one = load_exercise("3.1");
        CHECK(one.checks.size() == 1);
        std::vector<ExerciseProblem> problems;
        Exercise again;
        again.folder = one.folder;
        CHECK(read_exercise_file(again, problems));
        REQUIRE(problems.size() == 2); // `least` has no link
        for (const auto& problem : problems) CHECK(problem.can_be_checked);
    }
}

TEST_CASE("files of the course are called the same wherever it is") {
    const Course course;
    const auto folder = course.path / "course" / "03-push" / "exercises" / "1";
    CHECK(course_name(folder / "../../README.md#x") ==
          "course/03-push/README.md#x");
    CHECK(course_name("/etc/passwd") == "/etc/passwd");
}

TEST_CASE("a starter is copied once, and what is there stays") {
    const Course course;
    course.add("03-push/exercises/1-push", least);
    const std::string folder = "course/03-push/exercises/1-push";
    course.write(folder + "/TASK.md", "See [this](../../README.md#a), [b](b).");
    course.write(folder + "/starter/client.cpp", "// TODO");
    course.write("work/client.cpp", "mine");
    const auto copied =
        copy_starter(load_exercise("3.1"), course.path / "work");
    REQUIRE(copied.size() == 2);
    CHECK((copied[0].name == "TASK.md"));
    CHECK_FALSE(copied[0].kept);
    CHECK(copied[1].kept);
    const auto read = [&](const std::string& name) {
        std::ifstream file(course.path / "work" / name);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    CHECK(read("client.cpp") == "mine");
    CHECK(read("TASK.md") ==
          "See [this](" + (course.path / "course/03-push/README.md").string() +
              "#a), [b](b).");
}
