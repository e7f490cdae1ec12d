#include "proto_server/mailbox/change_list.hpp"
#include "tests/unit/catch.hpp"

using mail::Uid;

TEST_CASE("a message that changes often stands among the changes once") {
    mail::ChangeList list;
    list.touch(1);
    list.touch(2);
    const mail::Position before{list.sequence(), 3};
    for (int n = 0; n < 10'000; ++n) list.touch(1);
    CHECK(list.sequence() == 10'002);
    CHECK(list.since(before) == mail::Changes{.flagged = {1}});
    CHECK(list.since({}) == mail::Changes{}); // both have arrived since
    list.touch(2);
    CHECK(list.since({before.sequence + 10'000, 3}) ==
          mail::Changes{.flagged = {2}});
}

TEST_CASE("removed UIDs are remembered until the slowest reader has passed") {
    mail::ChangeList list;
    const auto slow = list.add_reader({0, 10'000});
    const auto quick = list.add_reader({0, 10'000});
    auto remove = [&, uid = Uid{0}](int count) mutable {
        for (; count > 0; --count) list.remove(++uid);
        quick->sequence = list.sequence();
    };
    remove(1000);
    CHECK(list.removed() == 1000);
    CHECK(list.since(*slow).expunged.size() == 1000);
    slow->sequence = 900;
    CHECK(list.since(*slow).expunged.size() == 100);
    remove(1100);
    CHECK(list.removed() < 1000 + 1100 - 900 + 100); // up to what it needs
    CHECK(list.since(*slow).expunged.size() == 1200);
    CHECK_FALSE(list.since({0, 10'000}).removals_known); // it is no reader
}

TEST_CASE("a reader that has gone is not waited for") {
    mail::ChangeList list;
    auto reader = list.add_reader({});
    for (Uid uid = 1; uid <= 1000; ++uid) list.remove(uid);
    reader.reset();
    for (Uid uid = 1001; uid <= 3000; ++uid) list.remove(uid);
    CHECK(list.removed() < 200);
}

TEST_CASE("above its limit the list forgets which UIDs were removed, and no "
          "flags") {
    mail::ChangeList list(100);
    list.touch(1000);
    const auto reader = list.add_reader({list.sequence(), 2000});
    for (Uid uid = 1; uid <= 100; ++uid) list.remove(uid);
    CHECK(list.since(*reader).expunged.size() == 100);
    list.touch(1001);
    list.remove(101);
    CHECK(list.removed() <= 100);
    CHECK(list.since(*reader) ==
          mail::Changes{.flagged = {1001}, .removals_known = false});
}
