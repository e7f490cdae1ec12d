#include "proto_server/mailbox/maildir/file_name.hpp"
#include "proto_server/mailbox/maildir/index.hpp"
#include "proto_server/mailbox/maildir/message_file.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>

using namespace std::chrono_literals;
using Kind = mail::Failure::Kind;
using enum mail::SystemFlag;

namespace {

constexpr std::chrono::sys_seconds date{1'700'000'000s};

/// Adds messages to an index, as a commit does.
bool add(mail::Index& index, const std::vector<mail::IndexLine>& messages) {
    CHECK_FALSE(index.is_lent());
    const bool added = index.lend()->add(messages).has_value();
    CHECK(index.is_lent());
    index.take_back(messages.back().uid + 1);
    return added;
}

} // namespace

TEST_CASE("an index is good up to the line that a crash cut short") {
    OwnFolder own;
    using mail::IndexLine;
    const IndexLine one{1, 10, date, "1.a b"}, two{2, 20, date, "2.b"};
    {
        auto index = mail::Index::open(own.path, 77);
        REQUIRE(index);
        REQUIRE(add(*index, {one, two}));
    }
    const auto path = own.path / "idle-hands-index";
    std::ofstream(path, std::ios::app) << "3 30 17000";
    auto index = mail::Index::open(own.path, 88);
    REQUIRE(index);
    CHECK(index->uid_validity() == 77);
    CHECK(index->uid_next() == 3);
    CHECK(index->take_entries() == std::vector<IndexLine>{one, two});
    const IndexLine three{3, 30, date, "3.c"};
    REQUIRE(add(*index, {three}));
    index = mail::Index::open(own.path, 88);
    CHECK(index->take_entries() == std::vector<IndexLine>{one, two, three});
    const auto folder = mail::OpenFolder::open(own.path).value();
    const auto file = index->lend();
    REQUIRE(file->keep_only(*folder, {2}));
    CHECK(file->lines() == 1);
    const IndexLine four{4, 40, date, "4.d"};
    REQUIRE(file->add({four}));
    index = mail::Index::open(own.path, 88);
    CHECK(index->take_entries() == std::vector<IndexLine>{two, four});
    CHECK(index->uid_next() == 5);
}

TEST_CASE("the date of a file has a year of four digits") {
    const auto first =
        std::chrono::sys_seconds{std::chrono::sys_days{0y / 1 / 1}};
    const auto last =
        std::chrono::sys_seconds{std::chrono::sys_days{10000y / 1 / 1}} - 1s;
    OwnFolder own;
    for (const auto& [written, read] : {std::pair{first - 1s, first},
                                        {first, first},
                                        {first + 1s, first + 1s},
                                        {last - 1s, last - 1s},
                                        {last, last},
                                        {last + 1s, last}}) {
        CHECK(mail::with_four_digits(written.time_since_epoch()) == read);
        std::filesystem::remove(own.path / "idle-hands-index");
        auto index = mail::Index::open(own.path, 7);
        REQUIRE(add(*index, {{1, 10, written, "1.a"}}));
        CHECK(mail::Index::open(own.path, 7)->take_entries().at(0).date ==
              read);
        const auto file = own.path / "1.a";
        std::ofstream(file) << "a: b\n\n";
        const timespec time{written.time_since_epoch().count(), 0};
        const timespec times[]{time, time};
        // Not every file system keeps such a time.
        REQUIRE(utimensat(AT_FDCWD, file.c_str(), times, 0) == 0);
        const auto date = mail::date_of(file);
        REQUIRE(date);
        CHECK((first <= *date && *date <= last));
    }
}

TEST_CASE("a size that was learned later is kept") {
    OwnFolder own;
    using mail::IndexLine;
    const IndexLine one{1, 0, date, "1.a"}, two{2, 0, date, "2.b"};
    const auto entries = [&] {
        return mail::Index::open(own.path, 7)->take_entries();
    };
    auto index = mail::Index::open(own.path, 7);
    REQUIRE(add(*index, {one}));
    index->learn_size(1, 10);
    CHECK(entries() == std::vector<IndexLine>{one});
    REQUIRE(add(*index, {two})); // with the next message
    CHECK(entries() == std::vector<IndexLine>{{1, 10, date, "1.a"}, two});
    index->learn_size(2, 20);
    index->write_sizes();
    CHECK(entries() ==
          std::vector<IndexLine>{{1, 10, date, "1.a"}, {2, 20, date, "2.b"}});
    CHECK(index->lines() == 4);
    index->learn_size(9, 90); // of no message: passed over
    REQUIRE(add(*index, {{3, 0, date, "3.c"}}));
    CHECK(entries().size() == 3);
    for (int n = 0; n < 1000; ++n) index->learn_size(1, 30); // many at once
    CHECK(entries()[0].size == 30);
}

TEST_CASE("an index that is lent writes no sizes") {
    OwnFolder own;
    using mail::IndexLine;
    auto index = mail::Index::open(own.path, 7);
    REQUIRE(add(*index, {{1, 0, date, "1.a"}}));
    const auto file = index->lend();
    for (int n = 0; n < 1000; ++n) index->learn_size(1, 30); // many at once
    CHECK(index->uid_next() == 2);
    REQUIRE(file->add({{2, 5, date, "2.b"}}));
    const auto entries = [&] {
        return mail::Index::open(own.path, 7)->take_entries();
    };
    CHECK(entries() ==
          std::vector<IndexLine>{{1, 0, date, "1.a"}, {2, 5, date, "2.b"}});
    index->take_back(3);
    CHECK(index->uid_next() == 3);
    index->write_sizes();
    CHECK(entries()[0].size == 30);
}

TEST_CASE("an index that is none is not overwritten") {
    for (const auto* text : {"", "1 2", "2 5 5\n", "1 0 1\n", "1 1 0\n",
                             "hello\n", "1 4294967296 1\n", "1 1\n"}) {
        OwnFolder own;
        own.write("idle-hands-index", text);
        CHECK(mail::Index::open(own.path, 7).error().kind == Kind::system);
        CHECK(*mail::read_file(own.path / "idle-hands-index") == text);
    }
}

TEST_CASE("a line by another hand stops the reading, and no UID is reused") {
    for (const auto* bad : {"1 1 1 same", "0 1 1 less", "x", "5 1 1 ", "5 1 1",
                            "5 -1 1 a", "4294967295 1 1 a"}) {
        OwnFolder own;
        own.write("idle-hands-index",
                  "1 7 2\n1 1 1 a\n" + std::string(bad) + "\n9 1 1 b\n");
        auto index = mail::Index::open(own.path, 8);
        REQUIRE(index);
        CHECK(index->uid_next() == 10);
        CHECK(index->take_entries().size() == 1);
    }
}

TEST_CASE("marks become flags and flags marks") {
    const std::vector<std::string> keywords{"a0", "", "c2"};
    CHECK(mail::flags_of("DFPRSTabcZ", keywords) ==
          mail::Flags{draft, flagged, answered, seen, deleted}.add("a0").add(
              "c2"));
    CHECK(mail::marks_of(mail::Flags{seen}.add("C2").add("other"), keywords,
                         "PSTabz") == "PSbcz");
    CHECK(mail::parse_file_name("1.a:1,S").marks == "");
    CHECK(mail::parse_file_name("1.a:2,S:2,T").base == "1.a");
    CHECK(mail::new_base() != mail::new_base());
}
