// A watch of the toy: which messages it tells.
#include "proto_client/limits.hpp"
#include "tests/unit/client/watch_fixture.hpp"

using watch_test::Fixture;
using watch_test::Strings;

TEST_CASE("a watch begins with what comes from now on") {
    Fixture f;
    CHECK(*f.watch.connect_at() < f.now);
    f.idles();
    CHECK_FALSE(f.watch.connect_at());
    CHECK(f.hears("* new 4\n") == "done\r\n");
    CHECK(f.hears("ok done\n") == "read 4\r\n");
    CHECK(f.hears("ok Loft\n") == "idle\r\n");
    CHECK(f.recorder.told == Strings{"4 Loft"});
}

TEST_CASE("a watch may begin with an earlier message, or a later one") {
    Fixture two({.from = 2});
    CHECK(two.connects(3) == "read 2\r\nread 3\r\n");
    CHECK(two.hears("ok b\nok c\n") == "idle\r\n");
    CHECK(two.recorder.told == Strings{"2 b", "3 c"});
    Fixture nine({.from = 9});
    CHECK(nine.connects(3) == "idle\r\n");
}

TEST_CASE("what comes before the reply to count is not told twice") {
    Fixture f({.from = 4});
    CHECK(f.greeted("* hello toy/1 3 messages\n* new 4\n") == "count\r\n");
    CHECK(f.hears("* new 5\nok 5\n") == "read 4\r\nread 5\r\n");
}

TEST_CASE("a server without count has greeted with the number") {
    Fixture f({.from = 3});
    f.greeted("* hello toy/1 3 messages\n");
    CHECK(f.hears("* new 4\nbad what?\n") == "read 3\r\nread 4\r\n");
    CHECK(f.recorder.troubles == Strings{"count was answered with bad what?"});
}

TEST_CASE("a burst is read in a bounded window, in order") {
    Fixture f;
    f.idles(0);
    CHECK(f.hears("* new 100\n") == "done\r\n");
    auto said = f.hears("ok done\n");
    CHECK(said.ends_with("read 16\r\n"));
    for (int i = 1; i <= 100; ++i)
        said = f.hears("ok flat " + std::to_string(i) + "\n");
    CHECK(said == "idle\r\n");
    REQUIRE(f.recorder.told.size() == 100);
    CHECK(f.recorder.told.front() == "1 flat 1");
    CHECK(f.recorder.told.back() == "100 flat 100");
}

TEST_CASE("news while reading is read too") {
    Fixture f;
    f.idles();
    f.hears("* new 4\n* new 5\n");
    CHECK(f.hears("* new 6\nok done\n") == "read 4\r\nread 5\r\nread 6\r\n");
    CHECK(f.hears("ok a\n* new 7\n") == "read 7\r\n");
}

// [missed]
TEST_CASE("what was missed is read on the next connection, and told once") {
    Fixture f;
    f.idles();
    f.hears("* new 5\n");
    f.hears("ok done\nok four\n"); // the reply to read 5 is lost
    f.loses();
    CHECK(f.connects(6) == "read 5\r\nread 6\r\n");
    CHECK(f.hears("ok five\nok six\n") == "idle\r\n");
    CHECK(f.recorder.told == Strings{"4 four", "5 five", "6 six"});
}
// [/missed]

TEST_CASE("news on a new connection waits until its numbers are known") {
    Fixture f;
    f.idles();
    f.loses();
    CHECK(f.greeted("* hello toy/1 1 messages\n* new 4\n") == "count\r\n");
    CHECK(f.hears("ok 5\n") == "read 4\r\nread 5\r\n");
}

TEST_CASE("a message that cannot be read is skipped") {
    Fixture f;
    f.idles();
    f.hears("* new 5\n");
    f.hears("ok done\nno message 4 is gone\nok five\n");
    CHECK(f.recorder.told == Strings{"5 five"});
    CHECK(f.recorder.troubles == Strings{"message 4 cannot be read: no message "
                                         "4 is gone"});
    f.loses();
    CHECK(f.connects(5) == "idle\r\n");
}

TEST_CASE("a server that speaks of messages it does not have is left") {
    Fixture f;
    f.idles();
    f.hears("* new 4000000000\n");
    f.hears("ok done\n");
    for (int i = 0; i < client::limits::missing_in_a_row; ++i) {
        CHECK_FALSE(f.client->finished());
        f.hears("no\n");
    }
    CHECK(f.client->finished());
}

TEST_CASE("a message that is there makes up for those that are not") {
    Fixture f;
    f.idles();
    f.hears("* new 1000\n");
    f.hears("ok done\n");
    for (int i = 1; i < client::limits::missing_in_a_row; ++i) f.hears("no\n");
    f.hears("ok flat\n");
    for (int i = 1; i < client::limits::missing_in_a_row; ++i) f.hears("no\n");
    CHECK_FALSE(f.client->finished());
}

TEST_CASE("a mailbox that has begun anew is watched from where it is") {
    Fixture f;
    f.idles();
    f.loses();
    f.idles(1);
    CHECK(f.recorder.troubles == Strings{"the server has 1 messages and had 3: "
                                         "it has begun anew, and so do we"});
    f.hears("* new 2\n");
    CHECK(f.hears("ok done\n") == "read 2\r\n");
}

TEST_CASE("a number of messages that goes down is odd and changes nothing") {
    Fixture f;
    f.idles();
    CHECK(f.hears("* new 2\n").empty());
    CHECK(f.recorder.troubles.size() == 1);
    CHECK(f.hears("* new 3\n").empty());
}
