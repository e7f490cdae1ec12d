#include "tests/unit/catch.hpp"
#include "tutorial/kit/exercises/hints.hpp"

using namespace kit;

namespace {

using Hints = std::vector<std::string>;

Exercise exercise() {
    Exercise made;
    made.hints = {"one", "two", "three"};
    for (const auto* name : {"pieces", "quit"}) {
        Exercise::Check check;
        check.name = name;
        made.checks.push_back(check);
    }
    made.checks[0].failure_hint = "of pieces";
    return made;
}

} // namespace

TEST_CASE("each time one hint more is given, up to the last") {
    const auto made = exercise();
    Progress progress;
    CHECK(next_hints(made, progress) == Hints{"one"});
    CHECK(more_hints(made, progress));
    CHECK(next_hints(made, progress) == Hints{"one", "two"});
    CHECK(next_hints(made, progress) == Hints{"one", "two", "three"});
    CHECK_FALSE(more_hints(made, progress));
    CHECK(next_hints(made, progress) == Hints{"one", "two", "three"});
    CHECK(progress.hints == 3);
}

TEST_CASE("the first hint is of the check that failed last") {
    const auto made = exercise();
    Progress progress;
    progress.failing = "pieces";
    CHECK(next_hints(made, progress) == Hints{"of pieces"});
    CHECK(next_hints(made, progress) == Hints{"of pieces", "two"});
}

TEST_CASE("a check without a hint of its own gets the first of the ladder") {
    const auto made = exercise();
    Progress progress;
    progress.failing = "quit";
    CHECK(next_hints(made, progress) == Hints{"one"});
    CHECK(next_hints(made, progress) == Hints{"one", "two"});
}

TEST_CASE("the hint of another failure comes last and counts no more") {
    const auto made = exercise();
    Progress progress;
    CHECK(next_hints(made, progress) == Hints{"one"});
    CHECK(next_hints(made, progress) == Hints{"one", "two"});
    progress.failing = "pieces";
    CHECK(next_hints(made, progress) == Hints{"two", "of pieces"});
    CHECK(progress.hints == 2);
    CHECK(next_hints(made, progress) == Hints{"of pieces", "two", "three"});
}
