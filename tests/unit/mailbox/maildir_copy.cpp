#include "proto_server/mailbox/advert.hpp"
#include "tests/unit/mailbox/maildir_fixture.hpp"
#include "tests/unit/mailbox/no_room.hpp"

using Kind = mail::Failure::Kind;
using enum mail::SystemFlag;

namespace {

struct Fixture : MaildirFixture {
    std::shared_ptr<mail::Mailbox> sent;

    Fixture() {
        append("a: b\r\n\r\nc\r\n", mail::Flags{seen}.add("$Label1"));
        append("d: e\r\n");
        append("f: g\r\n", {flagged});
        open_sent();
    }
    void open_sent() {
        const auto opened = account->open("Sent");
        REQUIRE(opened);
        sent = *opened;
    }
    void reopen_both() {
        sent.reset();
        reopen();
        open_sent();
    }
    std::size_t files(const char* part) const {
        const fs::directory_iterator all(folder / part);
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
};

std::vector<std::pair<Uid, Uid>>
uids_of(const mail::Expected<std::vector<mail::MessageCopy>>& copied) {
    std::vector<std::pair<Uid, Uid>> uids;
    REQUIRE(copied);
    for (const auto& one : *copied)
        uids.emplace_back(one.from, one.message.uid);
    return uids;
}

using Pairs = std::vector<std::pair<Uid, Uid>>;
using Uids = std::vector<Uid>;

} // namespace

TEST_CASE("a copy is the message, its flags and its date") {
    Fixture f;
    CHECK(uids_of(f.sent->copy(*f.inbox, Uids{1, 3})) == Pairs{{1, 1}, {3, 2}});
    for (int i = 0; i < 2; ++i) {
        f.store->look();
        CHECK(f.sent->messages() ==
              std::vector<mail::Message>{
                  {1, date, mail::Flags{seen}.add("$Label1")},
                  {2, date, {flagged}}});
        CHECK(**f.sent->octets(1) == "a: b\r\n\r\nc\r\n");
        CHECK(f.sent->size(1) == 11u);
        f.reopen_both();
    }
    REQUIRE(f.inbox->expunge(Uids{1}));
    CHECK(**f.sent->octets(1) == "a: b\r\n\r\nc\r\n");
    REQUIRE(f.sent->set_flags(1, {}));
    CHECK(f.sent->find(1)->flags.empty());
}

TEST_CASE("a mailbox is copied onto itself once") {
    Fixture f;
    CHECK(uids_of(f.inbox->copy(*f.inbox, Uids{2, 1})) ==
          Pairs{{2, 4}, {1, 5}});
    f.store->look();
    CHECK(uids_of(*f.inbox) == Uids{1, 2, 3, 4, 5});
    f.reopen_both();
    CHECK(uids_of(*f.inbox) == Uids{1, 2, 3, 4, 5});
    CHECK(**f.inbox->octets(4) == "d: e\r\n");
}

TEST_CASE("what others removed is passed over, and what they renamed is not") {
    Fixture f;
    f.put("new/1.a");
    f.put("new/2.b");
    f.store->look();
    fs::remove(f.folder / "new/1.a");
    fs::rename(f.folder / "new/2.b", f.folder / "cur/2.b:2,S");
    CHECK(uids_of(f.sent->copy(*f.inbox, Uids{4, 5, 99})) == Pairs{{5, 1}});
    CHECK(**f.sent->octets(1) == "a: b\r\n\r\n");
}

TEST_CASE("all are copied or none") {
    Fixture f;
    const auto copied = [&] {
        const NoRoom no_room; // for their UIDs
        return f.sent->copy(*f.inbox, Uids{1, 2, 3}).has_value();
    }();
    CHECK_FALSE(copied);
    f.store->look();
    CHECK(f.sent->messages().empty());
    CHECK(f.files(".Sent/cur") + f.files(".Sent/new") == 0);
}

TEST_CASE("a copy has its limits in memory, too") {
    mail::Mailbox source, target(3);
    for (const auto* text : {"one", "two", "three"}) post_advert(source, text);
    CHECK(uids_of(target.copy(source, Uids{1, 3})) == Pairs{{1, 1}, {3, 2}});
    CHECK(target.copy(source, Uids{1, 2}).error().kind == Kind::full);
    CHECK(uids_of(target) == Uids{1, 2});
    CHECK(read_advert(target, 2) == "three");
    CHECK(uids_of(target.copy(source, Uids{2})) == Pairs{{2, 3}});
}

TEST_CASE("what is in memory is copied to the disk, too") {
    Fixture f;
    mail::Mailbox source;
    post_advert(source, "one");
    CHECK(uids_of(f.sent->copy(source, Uids{1})) == Pairs{{1, 1}});
    CHECK(read_advert(*f.sent, 1) == "one");
}

TEST_CASE("nothing is copied into a folder that others removed") {
    Fixture f;
    fs::rename(f.folder / ".Sent", f.folder / ".Old");
    CHECK(f.sent->copy(*f.inbox, Uids{1}).error().kind == Kind::missing);
}

TEST_CASE("copies that have no UID yet are taken for no delivery") {
    Fixture f;
    {
        mail::Mailbox::Copy copy(*f.inbox, *f.sent);
        REQUIRE(copy.add(Uids{1, 2}));
        f.store->look();
        CHECK(f.sent->messages().empty());
        f.put(".Sent/new/1.delivered");
        f.store->look();
        CHECK(f.sent->messages().size() == 1);
        REQUIRE(copy.add(Uids{3}));
        CHECK(uids_of(copy.finish()) == Pairs{{1, 2}, {2, 3}, {3, 4}});
    }
    CHECK(f.sent->messages().size() == 4);
    f.store->look();
    CHECK(f.sent->messages().size() == 4);
    f.reopen_both();
    CHECK(f.sent->messages().size() == 4);
    CHECK(f.sent->uid_next() == 5);
}

TEST_CASE("a scan passes over copies that have no UID yet") {
    Fixture f;
    const auto kept = f.sent->append("x", {seen}, date);
    REQUIRE(kept);
    mail::Mailbox::Copy copy(*f.inbox, *f.sent);
    REQUIRE(copy.add(Uids{1, 2, 3}));
    // Another program has renamed the message, which is looked for everywhere.
    for (const auto& file :
         fs::directory_iterator(f.folder / ".Sent" / "cur")) {
        const auto name = file.path().filename().string();
        if (name.ends_with(":2,S") && f.sent->octets(*kept))
            fs::rename(file, file.path().string() + "T");
    }
    f.store->look();
    CHECK(f.sent->octets(*kept));
    CHECK(f.sent->refresh());
    CHECK(f.sent->messages().size() == 1);
    REQUIRE(copy.finish());
    CHECK(f.sent->refresh());
    CHECK(f.sent->messages().size() == 4);
}

TEST_CASE("another program may rename a copy before it has its UID") {
    Fixture f;
    mail::Mailbox::Copy copy(*f.inbox, *f.sent);
    REQUIRE(copy.add(Uids{2}));
    const auto made =
        fs::directory_iterator(f.folder / ".Sent" / "new")->path();
    fs::rename(made, f.folder / ".Sent" / "cur" /
                         (made.filename().string() + ":2,S"));
    f.store->look();
    CHECK(f.sent->messages().empty());
    REQUIRE(copy.finish());
    f.store->look();
    CHECK(f.sent->refresh());
    REQUIRE(f.sent->messages().size() == 1);
    CHECK(f.sent->messages()[0].flags.has(seen));
    CHECK(**f.sent->octets(1) == "d: e\r\n");
}

TEST_CASE("a copy that is not finished leaves nothing") {
    Fixture f;
    {
        mail::Mailbox::Copy copy(*f.inbox, *f.sent);
        REQUIRE(copy.add(Uids{1, 2, 3}));
        CHECK(f.files(".Sent/new") + f.files(".Sent/cur") == 3);
    }
    CHECK(f.files(".Sent/new") + f.files(".Sent/cur") == 0);
    f.store->look();
    CHECK(f.sent->refresh());
    CHECK(f.sent->messages().empty());
    CHECK(f.sent->uid_next() == 1);
}
