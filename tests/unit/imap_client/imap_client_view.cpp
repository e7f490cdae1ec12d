#include "proto_client/imap/limits.hpp"
#include "proto_client/imap/view.hpp"
#include "tests/unit/catch.hpp"

using imap_client::Uid;
using imap_client::View;
using Uids = std::vector<Uid>;
namespace limits = imap_client::limits;

namespace {

/// A view of messages 1, 2, 3 ... with these UIDs.
View view_of(const Uids& uids) {
    View view;
    view.exists(static_cast<std::uint32_t>(uids.size()));
    for (std::uint32_t number = 1; number <= uids.size(); ++number)
        CHECK(view.learn(number, uids[number - 1]));
    return view;
}

/// Returns the UID of each message, or 0 where it is not known.
Uids uids_of(const View& view) {
    Uids uids;
    for (std::uint32_t number = 1; number <= view.count(); ++number)
        uids.push_back(view.uid(number).value_or(0));
    return uids;
}

} // namespace

TEST_CASE("a message that is gone moves those behind it") {
    auto view = view_of({11, 12, 13, 14, 15});
    CHECK(view.expunged(2) == 12);
    CHECK(uids_of(view) == Uids{11, 13, 14, 15});
    CHECK(view.expunged(1) == 11);
    CHECK(view.expunged(3) == 15);
    CHECK(uids_of(view) == Uids{13, 14});
    CHECK(view.number(14) == 2);
    CHECK_FALSE(view.number(12));
}

TEST_CASE("both orders of removing three messages mean the same") {
    auto rising = view_of({11, 12, 13, 14, 15, 16});
    for (int i = 0; i < 3; ++i) rising.expunged(2);
    auto falling = view_of({11, 12, 13, 14, 15, 16});
    for (const auto number : {4U, 3U, 2U}) falling.expunged(number);
    CHECK(uids_of(rising) == Uids{11, 15, 16});
    CHECK(uids_of(falling) == uids_of(rising));
}

TEST_CASE("only what was told is known") {
    View view;
    view.exists(UINT32_MAX);
    CHECK(view.learn(7, 70));
    CHECK(view.uid(7) == 70U);
    CHECK_FALSE(view.uid(6));
    CHECK_FALSE(view.expunged(3));
    CHECK(view.uid(6) == 70U);
    CHECK(view.count() == UINT32_MAX - 1);
}

TEST_CASE("VANISHED removes by UID, and lowers the count by what was known") {
    auto view = view_of({11, 12, 13, 14, 15});
    CHECK(view.vanished({{{12, 13}, {99, 99}}}) == Uids{12, 13});
    CHECK(uids_of(view) == Uids{11, 14, 15});
    CHECK(view.vanished({{{1, UINT32_MAX}}}) == Uids{11, 14, 15});
    CHECK(view.count() == 0);
    CHECK(view.vanished({{{1, 9}}}).empty());
}

TEST_CASE("a message may be told of before EXISTS") {
    auto view = view_of({11, 12});
    CHECK(view.learn(3, 13));
    CHECK(view.count() == 3);
}

TEST_CASE("an EXPUNGE above the count changes nothing") {
    auto view = view_of({11, 12});
    CHECK_FALSE(view.expunged(3));
    CHECK(uids_of(view) == Uids{11, 12});
}

TEST_CASE("a contradiction makes a view forget, and nothing seems gone") {
    for (const auto& [number, uid] :
         {std::pair{2U, 99U}, {2U, 11U}, {1U, 12U}, {4U, 12U}}) {
        auto view = view_of({11, 12, 13});
        CHECK_FALSE(view.learn(number, uid));
        CHECK(view.uid(number) == uid);
        CHECK(view.may_exist(11));
        CHECK(view.may_exist(13));
    }
    auto same = view_of({11, 12, 13});
    CHECK(same.learn(2, 12));
}

TEST_CASE("a lower EXISTS forgets, and nothing seems gone") {
    auto view = view_of({11, 12, 13});
    view.exists(1);
    CHECK_FALSE(view.uid(2));
    CHECK(view.may_exist(13));
    CHECK(view.uid(1) == 11U);
    view.exists(3);
    view.expunged(1);
    CHECK(uids_of(view) == Uids{0, 0});
}

TEST_CASE("a message that was removed is known not to exist") {
    auto view = view_of({11, 12, 13});
    CHECK(view.may_exist(12));
    view.expunged(2);
    CHECK_FALSE(view.may_exist(12));
    CHECK(view.may_exist(13));
}

TEST_CASE("a view remembers so many pairs, and the latest ones") {
    const auto most = static_cast<std::uint32_t>(limits::known_pairs);
    for (const auto pairs : {most - 1, most, most + 1}) {
        View view;
        for (std::uint32_t n = 1; n <= pairs; ++n) view.learn(n, n);
        CHECK(view.uid(1).has_value() == (pairs <= most));
        CHECK(view.uid(pairs) == pairs);
        CHECK(view.may_exist(1));
    }
}
