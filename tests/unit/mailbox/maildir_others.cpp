// Other programs change the folders and files of an account.
#include "tests/unit/mailbox/maildir_fixture.hpp"
#include "tests/unit/mailbox/stepped_jobs.hpp"

#include <algorithm>

using Kind = mail::Failure::Kind;

namespace {

std::shared_ptr<mail::Mailbox> open(MaildirFixture& f, const char* name) {
    const auto mailbox = f.account->open(name);
    REQUIRE(mailbox);
    return *mailbox;
}

} // namespace

TEST_CASE("a folder that others rename keeps its UIDs, whoever had it open") {
    MaildirFixture f;
    REQUIRE(f.account->create("A"));
    auto a = open(f, "A");
    f.put(".A/new/1.a");
    f.store->look();
    CHECK(a->size(1) == 8u); // learned, and not yet written
    fs::rename(f.folder / ".A", f.folder / ".B");
    f.put(".B/new/2.b");
    f.put(".B/new/3.c");
    auto b = open(f, "B");
    CHECK(a->gone());
    CHECK(uids_of(*b) == std::vector<Uid>{1, 2, 3});
    REQUIRE(b->expunge(std::vector<Uid>{2}));
    a.reset();
    b.reset();
    f.reopen();
    CHECK(uids_of(*open(f, "B")) == std::vector<Uid>{1, 3});
}

TEST_CASE("a message that left and came back keeps its last UID") {
    MaildirFixture f;
    for (const auto* name : {"1.a", "2.b", "3.c"})
        f.put("cur/" + std::string(name) + ":2,S");
    f.store->look();
    fs::rename(f.folder / "cur/1.a:2,S", f.own.path / "elsewhere");
    f.store->look();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{2, 3});
    fs::rename(f.own.path / "elsewhere", f.folder / "cur/1.a:2,S");
    f.store->look();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{2, 3, 4});
    f.reopen();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{2, 3, 4});
}

TEST_CASE("nothing of others is removed to make a folder") {
    MaildirFixture f;
    fs::create_directories(f.folder / ".ssh" / "keys");
    f.own.write("zoe/.ssh/id", "precious");
    CHECK(f.account->create("ssh").error().kind == Kind::not_allowed);
    CHECK(fs::exists(f.folder / ".ssh" / "keys"));
    CHECK(fs::exists(f.folder / ".ssh" / "id"));

    fs::create_directories(f.own.path / "bob" / ".Trash");
    f.own.write("bob/.Trash/id", "precious");
    const auto bob = f.store->account("bob"); // gets a Trash if possible
    REQUIRE(bob);
    CHECK((*bob)->open("Trash").error().kind == Kind::missing);
    CHECK((*bob)->open("Sent"));
    CHECK(fs::exists(f.own.path / "bob" / ".Trash" / "id"));
}

TEST_CASE("what a crash has left of a folder is made anew") {
    MaildirFixture f;
    for (const auto* part : {"new", "tmp"})
        fs::create_directories(f.folder / ".Half" / part);
    f.own.write("zoe/.Half/idle-hands-index", "1 7 1\n");
    CHECK(f.account->create("Half"));
    CHECK(open(f, "Half")->uid_validity() != 7);
}

TEST_CASE("a folder is gone from when it has no messages' place") {
    MaildirFixture f;
    REQUIRE(f.account->create("A"));
    const auto a = open(f, "A");
    f.put(".A/new/1.a");
    f.store->look();
    fs::remove_all(f.folder / ".A" / "cur"); // as rm -r begins
    f.store->look();
    CHECK(a->gone());
}

TEST_CASE("what others have removed already is expunged, too") {
    MaildirFixture f;
    for (const auto* name : {"1.a", "2.b", "3.c", "4.d"})
        f.put("new/" + std::string(name));
    f.store->look();
    for (const auto* name : {"2.b", "3.c"}) fs::remove(f.folder / "new" / name);
    CHECK(f.inbox->expunge(std::vector<Uid>{1, 2, 3}));
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{4});
}

TEST_CASE("a message is not empty, and one that others emptied is no matter") {
    MaildirFixture f;
    CHECK(f.inbox->append("", {}, date).error().kind == Kind::not_allowed);
    f.put("new/1.a");
    f.store->look();
    f.own.write("zoe/new/1.a", "");
    for (int n = 0; n < 2000; ++n) CHECK(f.inbox->size(1) == 0u);
    f.close();
    CHECK(fs::file_size(f.folder / "idle-hands-index") < 200);
}

TEST_CASE("when the system loses count, folders are read one in a turn") {
    OwnFolder own;
    SteppedJobs jobs;
    mail::MaildirStore store(own.path, jobs);
    std::vector<std::shared_ptr<mail::Mailbox>> mailboxes;
    const std::vector<std::string> users{"ann", "bo", "zoe"};
    for (const auto& user : users) {
        store.account(user, [&](auto account) {
            (*account)->open("INBOX", [&](auto inbox) {
                REQUIRE(inbox);
                mailboxes.push_back(*inbox);
            });
        });
        jobs.finish();
    }
    const auto queue = own.path / "zoe" / "new";
    std::ofstream(queue / "0.a") << "x";
    std::ifstream limit("/proc/sys/fs/inotify/max_queued_events");
    int events = 0;
    REQUIRE(limit >> events);
    for (int n = 0; n < events; n += 4) { // two events for each rename
        fs::rename(queue / "0.a", queue / "0.b");
        fs::rename(queue / "0.b", queue / "0.a");
    }
    for (const auto& user : users)
        std::ofstream(own.path / user / "new" / "1.new") << "x";
    const auto read = [&] {
        return std::ranges::count_if(mailboxes, [](const auto& mailbox) {
            return !mailbox->messages().empty();
        });
    };
    jobs.started = 0;
    store.look();
    CHECK(jobs.started == 1); // it gives UIDs to what one mailbox has found
    jobs.finish();
    CHECK(read() == 3);
}

// Row C6 of tests/mail/faults.md.
TEST_CASE("when a Maildir has no letter left for a keyword, the rest is done") {
    MaildirFixture f;
    f.put("cur/1.a:2,abcdefghijklmnopqrstuvwxy"); // whatever they mean
    f.store->look();
    const auto last = f.append("a: b\r\n\r\n", mail::Flags{}.add("last"));
    CHECK(f.inbox->find(last)->flags.has("last"));
    const auto wanted = mail::Flags{mail::SystemFlag::seen}.add("late");
    REQUIRE(f.inbox->set_flags(last, wanted));
    const auto late = f.append("a: b\r\n\r\n", wanted);
    for (const auto uid : {last, late})
        CHECK(f.inbox->find(uid)->flags == mail::Flags{mail::SystemFlag::seen});
    CHECK(f.inbox->keywords() == std::vector<std::string>{"last"});
}
