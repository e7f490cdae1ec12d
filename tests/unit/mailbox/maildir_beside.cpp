// Other programs change files while we do, and plant what they like.
#include "tests/unit/mailbox/maildir_fixture.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using Kind = mail::Failure::Kind;
using enum mail::SystemFlag;
using namespace std::chrono_literals;

namespace {

/// Leaves room for as many open files as `more`, until it is destroyed.
class FewFiles {
public:
    explicit FewFiles(int more) {
        REQUIRE(getrlimit(RLIMIT_NOFILE, &before_) == 0);
        const int next = dup(STDOUT_FILENO);
        REQUIRE(next >= 0);
        close(next);
        const rlimit few{static_cast<rlim_t>(next + more), before_.rlim_max};
        setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewFiles() { setrlimit(RLIMIT_NOFILE, &before_); }
    FewFiles(const FewFiles&) = delete;
    FewFiles& operator=(const FewFiles&) = delete;

private:
    rlimit before_{};
};

std::string text_of(const fs::path& file) {
    std::ifstream input(file);
    return {std::istreambuf_iterator<char>(input), {}};
}

mail::Flags keyword(const char* name) {
    return mail::Flags{}.add(name);
}

} // namespace

TEST_CASE("a flag that others set while we store another stays") {
    MaildirFixture f;
    f.put("cur/1.a:2,F");
    f.store->look();
    fs::rename(f.folder / "cur/1.a:2,F", f.folder / "cur/1.a:2,S");
    REQUIRE(f.inbox->set_flags(1, {flagged, answered}));
    CHECK(f.only_file() == "cur/1.a:2,RS"); // and a flag that they removed
    f.store->look();
    CHECK(f.inbox->find(1)->flags == mail::Flags{answered, seen});
}

TEST_CASE("what we remove stays removed, whatever others set meanwhile") {
    MaildirFixture f;
    f.put("cur/1.a:2,FR");
    f.store->look();
    fs::rename(f.folder / "cur/1.a:2,FR", f.folder / "cur/1.a:2,FRS");
    REQUIRE(f.inbox->set_flags(1, {answered}));
    CHECK(f.only_file() == "cur/1.a:2,RS");
}

TEST_CASE("of two files with one base name none is lost") {
    MaildirFixture f;
    f.put("cur/1.j:2,S", "a: 1\n\n");
    f.store->look();
    f.put("new/1.j", "a: 2\n\n");
    f.store->look();
    const auto set = f.inbox->set_flags(1, {seen});
    const auto again = f.inbox->set_flags(1, {});
    static_cast<void>(f.inbox->set_flags(1, {seen}));
    CHECK_FALSE((set && again));
    std::set<std::string> texts;
    for (const auto* part : {"cur", "new"})
        for (const auto& file : fs::directory_iterator(f.folder / part))
            texts.insert(text_of(file.path()));
    CHECK(texts == std::set<std::string>{"a: 1\n\n", "a: 2\n\n"});
}

TEST_CASE("a letter whose keyword is not known goes to no other keyword") {
    MaildirFixture f;
    f.put("cur/1.a:2,a");
    f.put("cur/2.b:2,");
    f.store->look();
    REQUIRE(f.inbox->set_flags(2, keyword("Ours")));
    CHECK(fs::exists(f.folder / "cur/2.b:2,b"));
    CHECK(text_of(f.folder / "dovecot-keywords") == "1 Ours\n");
    REQUIRE(f.inbox->set_flags(1, keyword("Ours")));
    CHECK(fs::exists(f.folder / "cur/1.a:2,ab"));
}

TEST_CASE("keywords that cannot be read are not overwritten") {
    MaildirFixture f;
    f.put("cur/1.a:2,");
    f.store->look();
    fs::create_directory(f.folder / "dovecot-keywords");
    CHECK(f.inbox->set_flags(1, keyword("Ours")).error().kind == Kind::system);
    CHECK(fs::is_directory(f.folder / "dovecot-keywords"));
    CHECK(f.inbox->set_flags(1, {seen})); // which needs no letter
}

TEST_CASE("while another program holds their lock, keywords are not changed") {
    const auto lock = [](const MaildirFixture& f) {
        return f.folder / "dovecot-keywords.lock";
    };
    MaildirFixture f;
    f.put("cur/1.a:2,");
    f.store->look();
    for (const auto age : {0s, mail::limits::keywords_lock - 10s}) {
        f.own.write("zoe/dovecot-keywords.lock", "");
        fs::last_write_time(lock(f), fs::file_time_type::clock::now() - age);
        const auto kept = f.inbox->set_flags(1, keyword("Ours"));
        CHECK(kept.error().kind == Kind::unavailable);
        CHECK_FALSE(fs::exists(f.folder / "dovecot-keywords"));
        CHECK(fs::exists(lock(f)));
    }
    // Whoever has made this one has died.
    fs::last_write_time(lock(f), fs::file_time_type::clock::now() -
                                     mail::limits::keywords_lock - 10s);
    CHECK(f.inbox->set_flags(1, keyword("Ours")));
    CHECK_FALSE(fs::exists(lock(f)));
    f.own.write("zoe/dovecot-keywords", "0 Theirs\n1 Ours\n");
    CHECK(f.inbox->set_flags(1, keyword("More")));
    CHECK(text_of(f.folder / "dovecot-keywords") ==
          "0 Theirs\n1 Ours\n2 More\n");
    // A proto_server that was killed has left this one, a moment ago.
    f.own.write("zoe/dovecot-keywords.lock", "proto_server\n");
    f.own.write("zoe/dovecot-keywords.lock.new", "proto_");
    CHECK(f.inbox->set_flags(1, keyword("Last")));
    CHECK_FALSE(fs::exists(lock(f)));
    CHECK_FALSE(fs::exists(lock(f) += ".new"));
}

TEST_CASE("a file that is written again is read again") {
    MaildirFixture f;
    f.put("new/1.a", "a: b\n\n");
    f.store->look();
    CHECK(f.inbox->size(1) == 8u);
    CHECK(**f.inbox->header(1) == "a: b\r\n\r\n");
    f.own.write("zoe/new/1.a", "a: bcd\n\nmore\n");
    f.store->look();
    CHECK(f.inbox->size(1) == 16u);
    CHECK(f.inbox->header(1).value()->starts_with("a: bcd\r\n\r\n"));
    CHECK(f.inbox->octets(1).value()->size() == 16u);

    f.close();
    f.own.write("zoe/new/1.a", "a: b\n\n");
    fs::last_write_time(f.folder / "new/1.a",
                        fs::file_time_type::clock::now() - 1h);
    f.open();
    CHECK(f.inbox->size(1) == 8u);
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1});
}

TEST_CASE("two watches of one folder hear, whatever its name") {
    const OwnFolder own;
    fs::create_directory_symlink(own.path, own.path / "link");
    mail::FolderWatch watch;
    std::string first, second;
    const auto hear = [](std::string& all) {
        return
            [&all](std::string_view name) { all += std::string(name) + " "; };
    };
    const int one = watch.watch(own.path, hear(first));
    const int two = watch.watch(own.path / "link/.", hear(second));
    REQUIRE(one >= 0);
    REQUIRE(two >= 0);
    fs::create_directory(own.path / "a");
    watch.look();
    watch.forget(two);
    fs::create_directory(own.path / "b");
    watch.look();
    watch.forget(one);
    fs::create_directory(own.path / "c");
    watch.look();
    CHECK(first == "a b ");
    CHECK(second == "a ");
}

TEST_CASE("where the system has no watches, the store looks when told to") {
    MaildirFixture f;
    CHECK_FALSE(f.store->is_deaf());
    f.close();
    {
        const FewFiles none(0);
        f.store = std::make_unique<mail::MaildirStore>(f.own.path);
    }
    CHECK(f.store->descriptor() == -1);
    CHECK_FALSE(f.store->is_deaf()); // nobody has opened a folder
    f.account = f.store->account("zoe").value();
    f.inbox = f.account->open("INBOX").value();
    CHECK(f.store->is_deaf());
    int told = 0;
    const mail::MailboxWatch watch(*f.inbox, [&] { ++told; });
    f.put("new/1.a");
    f.store->look_everywhere();
    CHECK(told > 0);
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1});
}

TEST_CASE("a folder that cannot be read is not an empty one") {
    MaildirFixture f;
    REQUIRE(f.account->create("A"));
    f.put(".A/cur/1.a:2,S");
    f.put("cur/1.a:2,S");
    f.store->look();
    {
        const FewFiles one(1); // for the index, and none for the folder
        CHECK_FALSE(f.account->open("A"));
    }
    auto a = f.account->open("A").value();
    CHECK(a->find(1)->flags == mail::Flags{seen});

    fs::rename(f.folder / "cur/1.a:2,S", f.folder / "cur/1.a:2,FS");
    {
        const FewFiles none(0);
        CHECK_FALSE(f.inbox->set_flags(1, {answered}));
    }
    f.store->look();
    CHECK(f.inbox->find(1)->flags == mail::Flags{seen, flagged});
}

TEST_CASE("links that others plant are not followed") {
    MaildirFixture f;
    f.own.write("precious", "precious");
    fs::create_symlink(f.own.path / "precious",
                       f.folder / "dovecot-keywords.tmp");
    fs::create_symlink(f.own.path / "precious", f.folder / "cur/2.b:2,");
    f.put("cur/1.a:2,");
    f.store->look();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1});
    REQUIRE(f.inbox->set_flags(1, keyword("Ours")));
    CHECK(text_of(f.own.path / "precious") == "precious");
    CHECK(text_of(f.folder / "dovecot-keywords") == "0 Ours\n");

    REQUIRE(f.store->account("bob"));
    fs::create_directory_symlink(f.own.path / "bob", f.folder / ".Bob");
    CHECK(f.account->open("Bob").error().kind == Kind::missing);
    for (const auto& folder : f.account->folders()) CHECK(folder.name != "Bob");
    fs::remove(f.folder / "cur/1.a:2,a");
    fs::create_symlink(f.own.path / "precious", f.folder / "cur/1.a:2,a");
    CHECK_FALSE(f.inbox->octets(1));
}

TEST_CASE("a RENAME that was cut short goes on when the account is opened") {
    MaildirFixture f;
    for (const auto* name : {"A", "A/B", "A/B/C", "AB"})
        REQUIRE(f.account->create(name));
    f.close();
    fs::rename(f.folder / ".A", f.folder / ".Z");
    f.own.write("zoe/idle-hands-rename", "A\nZ\n");
    f.open();
    std::set<std::string> names;
    for (const auto& folder : f.account->folders())
        if (folder.exists) names.insert(folder.name);
    for (const auto* name : {"Z", "Z/B", "Z/B/C", "AB"}) {
        INFO(name);
        CHECK(names.contains(name));
    }
    CHECK_FALSE(names.contains("A/B"));
    CHECK_FALSE(fs::exists(f.folder / "idle-hands-rename"));
}

TEST_CASE("a RENAME that fails moves nothing") {
    MaildirFixture f;
    for (const auto* name : {"A", "A/B"}) REQUIRE(f.account->create(name));
    f.own.write("zoe/.Z.B", "no folder");
    CHECK_FALSE(f.account->rename("A", "Z"));
    CHECK(f.account->open("A"));
    CHECK(f.account->open("A/B"));
    CHECK_FALSE(f.account->open("Z"));
    CHECK_FALSE(fs::exists(f.folder / "idle-hands-rename"));
}

TEST_CASE("no text for a client has a path of the server") {
    MaildirFixture f;
    f.put("cur/1.a:2,");
    f.store->look();
    fs::remove(f.folder / "cur/1.a:2,");
    fs::remove_all(f.folder / "new");
    const auto failure = f.inbox->octets(1).error();
    CHECK(failure.what.find('/') == std::string::npos);
    CHECK(failure.where.find(f.folder.string()) == 0);
    CHECK(print(failure).find(failure.what) != std::string::npos);
}
