#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"

using namespace kit;

namespace {

Exercise exercise(const std::string& number, const std::string& name) {
    Exercise made;
    made.number = number;
    made.name = name;
    for (const auto* check : {"one", "two"}) {
        made.checks.push_back({});
        made.checks.back().name = check;
        made.checks.back().points = 2;
    }
    return made;
}

Grade grade(const std::string& student, const Exercise& exercise) {
    Grade made{{student, &exercise, "work"}};
    for (const auto& check : exercise.checks)
        made.result.checks.push_back({&check});
    made.result.checks[0].points = made.result.points = 2;
    made.progress.hints = 1;
    made.comment = "good, \"mostly\"";
    return made;
}

} // namespace

TEST_CASE("a table is as wide as its widest cells") {
    Table table({"name", "", "n"});
    table.add({"Zoë", "a longer cell", "1"});
    table.add({"Bartholomew", "", ""});
    CHECK(table.text() == "name                        n\n"
                          "Zoë          a longer cell  1\n"
                          "Bartholomew\n");
}

TEST_CASE("a table for a spreadsheet quotes, and holds no formula") {
    Table table({"name", "comment"});
    table.add({"=1+1", "says \"a, b\""});
    table.add({"ann", "two\nlines"});
    CHECK(table.csv() == "name,comment\n"
                         "'=1+1,\"says \"\"a, b\"\"\"\n"
                         "ann,\"two\nlines\"\n");
}

TEST_CASE("one exercise has a column for each check") {
    const auto push = exercise("3.1", "3.1-push");
    CHECK(long_table({grade("ann", push)}).csv() ==
          "name,exercise,points,of,one,two,hints,gave_up,same_as,comment\n"
          "ann,3.1,2,4,2,0,1,no,,\"good, \"\"mostly\"\"\"\n");
}

TEST_CASE("several exercises have columns of their own") {
    const auto push = exercise("3.1", "3.1-push");
    const auto race = exercise("4.1", "4.1-race");
    Grade none{{"cem", nullptr, {}}};
    none.comment = "nothing was handed in";
    CHECK(long_table({grade("ann", push), grade("ann", race), none}).csv() ==
          "name,exercise,points,of,3.1 one,3.1 two,4.1 one,4.1 two,hints,"
          "gave_up,same_as,comment\n"
          "ann,3.1,2,4,2,0,,,1,no,,\"good, \"\"mostly\"\"\"\n"
          "ann,4.1,2,4,,,2,0,1,no,,\"good, \"\"mostly\"\"\"\n"
          "cem,,0,,,,,,0,no,,nothing was handed in\n");
    CHECK(totals_table({grade("ann", push), grade("ann", race), none}).csv() ==
          "name,points,of,solved,hints,gave_up,3.1,4.1\n"
          "ann,4,8,0,2,0,2,2\n"
          "cem,0,8,0,0,0,,\n");
}

TEST_CASE("the columns stand in the order of the chapters") {
    const auto many = exercise("2.1", "2.1-many");
    const auto held = exercise("10.1", "10.1-held");
    CHECK(totals_table({grade("ann", held), grade("ann", many)}).csv() ==
          "name,points,of,solved,hints,gave_up,2.1,10.1\n"
          "ann,4,8,0,2,0,2,2\n");
}

TEST_CASE("work is found wherever students leave it") {
    const OwnFolder here;
    here.write("ann/3.1-push/server.cpp", "");
    here.write("bob/idle-hands/3.1-push/server.py", "");
    here.write("cem/server.py", "");
    here.write("dan/notes.txt", "");
    here.write(".build/server-1", "");
    const std::vector<Exercise> one{exercise("3.1", "3.1-push")};
    const auto found = find_submissions(here.path, one);
    REQUIRE(found.size() == 4);
    CHECK(found[0].student == "ann");
    CHECK((found[0].folder == here.path / "ann" / "3.1-push"));
    CHECK((found[1].folder == here.path / "bob" / "idle-hands" / "3.1-push"));
    CHECK((found[2].folder == here.path / "cem"));
    CHECK(found[3].folder.empty());
    CHECK(found[3].exercise == &one[0]);

    const std::vector<Exercise> two{exercise("3.1", "3.1-push"),
                                    exercise("4.1", "4.1-race")};
    const auto among_two = find_submissions(here.path, two);
    REQUIRE(among_two.size() == 4);
    CHECK(among_two[2].folder.empty()); // two folders fit
    CHECK(among_two[2].exercise == nullptr);
}

TEST_CASE("a class without sub-folders is explained") {
    const OwnFolder here;
    CHECK_THROWS_WITH(find_submissions(here.path, {}),
                      Catch::Matchers::EndsWith("for each student"));
}
