#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"
#include "tutorial/kit/exercises/progress.hpp"

using namespace kit;

namespace fs = std::filesystem;

namespace {

Exercise push() {
    Exercise made;
    made.number = "3.1";
    made.name = "3.1-push";
    return made;
}

} // namespace

TEST_CASE("progress is read as it was written") {
    const OwnFolder here;
    write_progress(here.path, {"3.1", 2, 5, true, "pieces", 3, "quit", true});
    const auto read = read_progress(here.path);
    REQUIRE(read);
    CHECK(read->exercise == "3.1");
    CHECK(read->passed == 2);
    CHECK(read->checks == 5);
    CHECK(read->solved);
    CHECK(read->failing == "pieces");
    CHECK(read->hints == 3);
    CHECK(read->hinted == "quit");
    CHECK(read->gave_up);
}

TEST_CASE("a damaged or foreign progress file counts for none") {
    const OwnFolder here;
    CHECK_FALSE(read_progress(here.path).has_value());
    for (const auto* text :
         {"", "{", "[]", "3", "{\"version\": 2, \"exercise\": \"3.1\"}",
          "{\"version\": 1, \"exercise\": 31}",
          "{\"version\": 1, \"exercise\": \"3.1\", \"hints\": \"many\"}"}) {
        INFO(text);
        here.write(".idle-hands.json", text);
        CHECK_FALSE(read_progress(here.path).has_value());
    }
}

TEST_CASE("progress that cannot be kept is said so") {
    const OwnFolder here;
    CHECK_THROWS_WITH(write_progress(here.path / "none", {}),
                      Catch::Matchers::EndsWith("cannot be written"));
}

TEST_CASE("the student's folder is found from where students are") {
    const OwnFolder here;
    const auto work = here.path / "idle-hands" / "3.1-push";
    CHECK_FALSE(find_work(push(), here.path).has_value());
    fs::create_directories(work);
    fs::create_directories(here.path / "idle-hands" / "3.2-race");
    CHECK((find_work(push(), here.path) == work));
    CHECK((find_work(push(), here.path / "idle-hands") == work));
    CHECK((find_work(push(), work) == work));
    CHECK((find_work(push(), here.path / "idle-hands" / "3.2-race") == work));
}

TEST_CASE("the folder that one is in names its exercise") {
    const OwnFolder here;
    CHECK(exercise_here("/home/ann/3.1-push") == "3.1");
    for (const auto* other : {"push", "3-push", "3.1", ".1-push", "3.-push",
                              "3.1.2-push", "x.1-push"}) {
        INFO(other);
        CHECK(exercise_here(fs::path("/home/ann") / other).empty());
    }
    write_progress(here.path, {"3.2"});
    CHECK(exercise_here(here.path) ==
          "3.2"); // the folder's name does not matter
}
