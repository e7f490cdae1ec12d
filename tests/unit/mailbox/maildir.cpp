#include "tests/unit/mailbox/maildir_fixture.hpp"
#include "tests/unit/mailbox/no_room.hpp"

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace std::chrono_literals;
using Kind = mail::Failure::Kind;
using enum mail::SystemFlag;
using Fixture = MaildirFixture;

TEST_CASE("what is appended is there again, with all that belongs to it") {
    Fixture f;
    const auto flags = mail::Flags{seen, flagged}.add("$Label1").add("Nice");
    CHECK(f.append("a: b\r\n\r\nc\r\n", flags) == 1);
    CHECK(f.append("d: e\n\nf\n") == 2);
    const auto validity = f.inbox->uid_validity();
    for (int i = 0; i < 2; ++i) {
        CHECK(f.inbox->messages() ==
              std::vector<mail::Message>{{1, date, flags}, {2, date, {}}});
        CHECK(f.inbox->size(1) == 11u);
        CHECK(f.inbox->size(2) == 11u);
        CHECK(**f.inbox->octets(1) == "a: b\r\n\r\nc\r\n");
        CHECK(**f.inbox->octets(2) == "d: e\r\n\r\nf\r\n");
        CHECK(f.inbox->uid_validity() == validity);
        CHECK(f.inbox->uid_next() == 3);
        f.reopen();
    }
}

TEST_CASE("a file is named and written as others expect it") {
    Fixture f;
    f.append("a: b\r\n\r\n", mail::Flags{seen, draft}.add("k0").add("k1"));
    const auto name = f.only_file();
    CHECK(name.starts_with("cur/"));
    CHECK(name.ends_with(":2,DSab"));
    CHECK(fs::file_size(f.folder / name) == 6);
    f.inbox->set_flags(1, mail::Flags{answered}.add("k1"));
    CHECK(f.only_file().ends_with(":2,Rb"));
    f.inbox->set_flags(1, {});
    CHECK(f.only_file().ends_with(":2,"));
}

TEST_CASE("a message without flags is new") {
    Fixture f;
    f.append("x");
    CHECK(f.only_file().starts_with("new/"));
    CHECK(f.only_file().find(':') == std::string::npos);
    f.inbox->set_flags(1, {seen});
    CHECK(f.only_file().starts_with("cur/"));
}

TEST_CASE("a header is read without the rest of the message") {
    Fixture f;
    const std::string body(100'000, 'y');
    for (const auto size : {0u, 1u, 4080u, 4090u, 4095u, 4096u, 4097u, 9000u}) {
        const auto header = "a: " + std::string(size, 'x') + "\r\n\r\n";
        const auto read = f.inbox->header(f.append(header + body));
        REQUIRE(read);
        CHECK(**read == header);
    }
    CHECK(**f.inbox->header(f.append("\r\n" + body)) == "\r\n");
    CHECK(**f.inbox->header(f.append("a: b")) == "a: b");
    const auto endless = "a: " + body;
    CHECK(**f.inbox->header(f.append(endless)) == endless);
    CHECK(f.inbox->header(99).error().kind == Kind::missing);
}

TEST_CASE("a size is asked for once, and known from then on") {
    Fixture f;
    const std::string large(100'000, '\n');
    f.put("new/1.small", "a: b\n\nc\n");
    f.put("new/2.large", large);
    f.put("new/3.read", "a: b\n\nd");
    f.put("new/4.unasked", "a: b\n");
    f.store->look();
    CHECK(f.append("a: b\nc") == 5);
    CHECK(f.inbox->size(1) == 11u);
    CHECK(f.inbox->size(2) == 200'000u);
    CHECK(**f.inbox->header(3) == "a: b\r\n\r\n"); // all of it was read
    f.reopen();
    for (const auto* name : {"1.small", "2.large", "3.read", "4.unasked"}) {
        const auto file = f.folder / "new" / name;
        const auto written = fs::last_write_time(file);
        f.put("new/" + std::string(name), "other\n");
        fs::last_write_time(file, written); // as if it were the same
    }
    CHECK(f.inbox->size(1) == 11u);
    CHECK(f.inbox->size(2) == 200'000u);
    CHECK(f.inbox->size(3) == 9u);
    CHECK(f.inbox->size(4) == 7u);
    CHECK(f.inbox->size(5) == 7u);
}

TEST_CASE("a size is found where others have put the message") {
    Fixture f;
    f.put("new/1.a", "a: b\n");
    f.put("new/2.b", "a: b\n");
    f.store->look();
    fs::rename(f.folder / "new/1.a", f.folder / "cur/1.a:2,S");
    fs::remove(f.folder / "new/2.b");
    CHECK(f.inbox->size(1) == 6u);
    CHECK(f.inbox->size(2).error().kind == Kind::missing);
}

TEST_CASE("no UID comes twice, also after the last message is gone") {
    Fixture f;
    f.append("x");
    f.append("y");
    REQUIRE(f.inbox->expunge(std::vector<Uid>{2}));
    CHECK(f.only_file() != "");
    f.reopen();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1});
    CHECK(f.append("z") == 3);
}

TEST_CASE("what others deliver gets UIDs in the order of their times") {
    Fixture f;
    f.put("new/1000.b");
    f.put("new/999.c");
    f.put("cur/1000.a:2,S");
    f.put("new/.hidden");
    f.put("new/empty", "");
    f.put("new/line\nend");
    f.store->look();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1, 2, 3});
    CHECK(f.inbox->find(2)->flags == mail::Flags{seen});
    CHECK(f.inbox->find(3)->flags.empty());
    f.reopen();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1, 2, 3});
}

TEST_CASE("without room for its UID an arrival waits for the next look") {
    Fixture f;
    f.put("new/1.a");
    f.put("new/2.b");
    {
        const NoRoom no_room;
        f.store->look();
    }
    CHECK(f.inbox->messages().empty());
    REQUIRE(f.inbox->refresh());
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1, 2});
    CHECK(**f.inbox->octets(2) == "a: b\r\n\r\n");
}

TEST_CASE("what others rename keeps its UID, with the flags it has now") {
    Fixture f;
    f.put("new/1.a");
    f.store->look();
    const auto before = f.inbox->position();
    fs::rename(f.folder / "new/1.a", f.folder / "cur/1.a:2,FS");
    f.store->look();
    CHECK(f.inbox->changes_since(before) == mail::Changes{.flagged = {1}});
    CHECK(f.inbox->find(1)->flags == mail::Flags{flagged, seen});
    CHECK(f.inbox->octets(1));
    fs::rename(f.folder / "cur/1.a:2,FS", f.folder / "cur/1.a:2,PS");
    CHECK(f.inbox->octets(1)); // before the store has looked
    CHECK(f.inbox->set_flags(1, {answered}));
    CHECK(f.only_file() == "cur/1.a:2,PR"); // P is not ours
    f.store->look();
    CHECK(f.inbox->find(1)->flags == mail::Flags{answered});
}

TEST_CASE("what others remove is gone") {
    Fixture f;
    f.put("new/1.a");
    f.put("new/2.b");
    f.store->look();
    fs::remove(f.folder / "new/1.a");
    CHECK(f.inbox->octets(1).error().kind == Kind::missing);
    CHECK(f.inbox->set_flags(1, {seen}).error().kind == Kind::missing);
    f.store->look();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{2});
    fs::remove(f.folder / "new/2.b");
    CHECK(f.inbox->expunge(std::vector<Uid>{2}));
    CHECK(f.inbox->messages().empty());
}

TEST_CASE("our own changes are no news to us") {
    Fixture f;
    f.append("x");
    f.append("y", {seen});
    f.inbox->set_flags(1, {flagged});
    f.inbox->set_flags(1, {deleted});
    f.inbox->expunge(std::vector<Uid>{2});
    const auto before = f.inbox->position();
    f.store->look();
    CHECK(f.inbox->position() == before);
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1});
}

TEST_CASE("the descriptor is readable when there is something to look at") {
    Fixture f;
    f.store->look();
    int nudges = 0;
    f.inbox->watch([&] { ++nudges; });
    char byte;
    CHECK(read(f.store->descriptor(), &byte, 1) == -1); // EAGAIN
    f.put("new/1.a");
    CHECK(read(f.store->descriptor(), &byte, 1) == -1); // EINVAL: an event
    CHECK(errno == EINVAL);
    f.store->look();
    CHECK(nudges == 1);
    f.store->look();
    CHECK(nudges == 1);
}

TEST_CASE("keywords have the letters that Dovecot gave them") {
    Fixture f;
    f.close();
    std::ofstream(f.folder / "dovecot-keywords")
        << "2 Third\n0 First\nx y\n26 TooMany\n1 bad keyword\n7\n";
    f.put("cur/1.a:2,Sacz");
    f.open();
    CHECK(f.inbox->find(1)->flags ==
          mail::Flags{seen}.add("First").add("Third"));
    CHECK(f.inbox->set_flags(1, mail::Flags{}.add("Ours").add("third")));
    CHECK(f.only_file() == "cur/1.a:2,bcz");
    f.reopen();
    CHECK(f.inbox->find(1)->flags == mail::Flags{}.add("Ours").add("Third"));
}

TEST_CASE("a letter may come before the keyword that it is") {
    Fixture f;
    f.put("cur/1.a:2,a");
    f.store->look();
    CHECK(f.inbox->find(1)->flags == mail::Flags{});
    const auto before = f.inbox->position();
    std::ofstream(f.folder / "dovecot-keywords") << "0 First\n";
    f.store->look();
    CHECK(f.inbox->changes_since(before) == mail::Changes{.flagged = {1}});
    CHECK(f.inbox->find(1)->flags == mail::Flags{}.add("First"));
}

TEST_CASE("two stores may not serve one folder") {
    Fixture f;
    mail::MaildirStore other(f.own.path);
    const auto refused = other.account("zoe");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().what.find("another proto_server") !=
          std::string::npos);
    CHECK(other.account("max"));
    // A mailbox without its account holds the lock, too.
    f.account.reset();
    CHECK_FALSE(other.account("zoe"));
    f.inbox.reset(); // the store keeps it open
    CHECK_FALSE(other.account("zoe"));
    f.store.reset();
    CHECK(other.account("zoe"));
}

TEST_CASE("no message is missed or comes twice while another renames") {
    OwnFolder own;
    for (const auto* part : {"cur", "new", "tmp"})
        fs::create_directory(own.path / part);
    constexpr int many = 1500; // more than the system lists at once
    for (int n = 0; n < many; ++n)
        own.write("cur/" + std::to_string(n) + ".x:2,", "x");
    mail::Mailbox mailbox(open_deaf_backing(own.path));
    REQUIRE(mailbox.refresh());
    REQUIRE(mailbox.messages().size() == many);

    const auto other = fork();
    REQUIRE(other >= 0);
    if (other == 0) {
        fs::current_path(own.path / "cur");
        for (unsigned n = 0;; ++n) { // renames each file to and fro
            const auto name = std::to_string(n * 7919 % many) + ".x:2,";
            const auto other_name = name + "FS";
            if (rename(name.c_str(), other_name.c_str()) != 0)
                rename(other_name.c_str(), name.c_str());
            usleep(20);
        }
    }
    for (int look = 0; look < 200; ++look) CHECK(mailbox.refresh());
    kill(other, SIGKILL);
    waitpid(other, nullptr, 0);
    CHECK(mailbox.refresh());
    CHECK(mailbox.messages().size() == many);
    CHECK(mailbox.uid_next() == many + 1);
    CHECK(mailbox.position().sequence > 0); // files were renamed
}

TEST_CASE("without inotify, a folder is looked at when it is asked") {
    OwnFolder own;
    for (const auto* part : {"cur", "new", "tmp"})
        fs::create_directory(own.path / part);
    mail::Mailbox mailbox(open_deaf_backing(own.path));
    own.write("new/1.a", "x");
    REQUIRE(mailbox.refresh());
    CHECK(uids_of(mailbox) == std::vector<Uid>{1});
    fs::remove(own.path / "new/1.a");
    REQUIRE(mailbox.refresh());
    CHECK(mailbox.messages().empty());
}
