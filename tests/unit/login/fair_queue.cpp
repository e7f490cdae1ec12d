// Who waits for a password check, and for how long.
#include "proto_server/login/users/fair_queue.hpp"
#include "tests/unit/catch.hpp"

#include <string>

namespace {

/// Takes all that waits, in its order.
std::string all(users::FairQueue<std::string>& queue) {
    std::string text;
    while (const auto one = queue.pop()) text += *one + " ";
    return text;
}

} // namespace

TEST_CASE("addresses take turns, then the users of an address") {
    users::FairQueue<std::string> queue;
    CHECK_FALSE(queue.pop());
    for (const auto* item : {"1", "2", "3"}) queue.push("a", "ann", item);
    queue.push("a", "bob", "4");
    queue.push("b", "ann", "5");
    queue.push("b", "ann", "6");
    CHECK(queue.size() == 6);
    CHECK(all(queue) == "1 5 4 6 2 3 ");
    CHECK(queue.size() == 0);
}

TEST_CASE("who comes to a queue waits for one of each, and not for all") {
    users::FairQueue<std::string> queue;
    for (int n = 0; n < 1000; ++n) queue.push("a", "guesser", "x");
    CHECK(queue.pop() == "x");
    queue.push("a", "ann", "same address");
    queue.push("b", "bob", "another");
    CHECK(queue.pop() == "x");
    CHECK(queue.pop() == "another");
    CHECK(queue.pop() == "same address");
    CHECK(queue.size() == 998);
}

TEST_CASE("who was served and comes back is the last in turn") {
    users::FairQueue<std::string> queue;
    queue.push("a", "ann", "1");
    queue.push("b", "bob", "2");
    CHECK(queue.pop() == "1");
    queue.push("a", "ann", "3");
    CHECK(all(queue) == "2 3 ");
}
