// Which passwords were right a moment ago.
#include "proto_server/login/users/right_passwords.hpp"
#include "proto_server/login/users/limits.hpp"
#include "tests/unit/catch.hpp"

#include <string>

using users::RightPasswords;
using users::limits::remembered;
using users::limits::remembered_for;
using namespace std::chrono_literals;

TEST_CASE("a right password is known for a minute, with its name and hash") {
    RightPasswords known;
    RightPasswords::Clock::time_point now{};
    known.remember("ann", "secret", "$y$x", now);
    CHECK(known.has("ann", "secret", "$y$x", now));
    CHECK_FALSE(known.has("ann", "Secret", "$y$x", now));
    CHECK_FALSE(known.has("bob", "secret", "$y$x", now));
    CHECK_FALSE(known.has("ann", "secret", "$y$y", now)); // a new line
    CHECK(known.has("ann", "secret", "$y$x", now + remembered_for - 1ms));
    CHECK_FALSE(known.has("ann", "secret", "$y$x", now + remembered_for));
    known.forget_old(now + remembered_for - 1ms);
    CHECK(known.size() == 1);
    known.forget_old(now + remembered_for);
    CHECK(known.size() == 0);
}

TEST_CASE("the latest password of a name is known") {
    RightPasswords known;
    known.remember("ann", "old", "$y$x", {});
    known.remember("ann", "new", "$y$y", {});
    CHECK_FALSE(known.has("ann", "old", "$y$x", {}));
    CHECK(known.has("ann", "new", "$y$y", {}));
    CHECK(known.size() == 1);
}

TEST_CASE("as many names are known as the limit") {
    RightPasswords known;
    RightPasswords::Clock::time_point now{};
    for (std::size_t n = 0; n < remembered; ++n) {
        CHECK(known.size() == n);
        known.remember(std::to_string(n), "x", "$y$x", now);
    }
    known.remember("one more", "x", "$y$x", now);
    CHECK(known.size() == remembered);
    CHECK_FALSE(known.has("one more", "x", "$y$x", now));
    known.remember("0", "y", "$y$x", now); // in its own place
    CHECK(known.has("0", "y", "$y$x", now));
    now += remembered_for; // the old ones make room
    known.remember("one more", "x", "$y$x", now);
    CHECK(known.size() == 1);
}
