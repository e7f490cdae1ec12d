#include "proto_server/mailbox/maildir/index.hpp"
#include "tests/unit/mailbox/maildir_fixture.hpp"

// The folders of an account on disk, and the files in them.

using Kind = mail::Failure::Kind;
using Fixture = MaildirFixture;

TEST_CASE("folders are Maildir++ folders, and what cannot be one is none") {
    Fixture f;
    REQUIRE(f.account->create("Flats/Paris 11e"));
    CHECK(fs::exists(f.folder / ".Flats.Paris 11e" / "cur"));
    CHECK(fs::exists(f.folder / ".Flats" / "cur"));
    fs::create_directories(f.folder / ".Made.By" / "cur");
    for (const auto* bad : {"..", ".a..b", ".b.", ".c\x01", ".INBOX", ".inbox",
                            ".d*", "e", ".no-cur"})
        if (bad != std::string("..") && bad != std::string(".no-cur"))
            fs::create_directories(f.folder / bad / "cur");
    fs::create_directories(f.folder / ".no-cur");
    std::vector<std::string> names;
    for (const auto& folder : f.account->folders())
        names.push_back(folder.name);
    CHECK(names == std::vector<std::string>{
                       "INBOX", "Archive", "Drafts", "Flats", "Flats/Paris 11e",
                       "Junk", "Made", "Made/By", "Sent", "Trash"});
    CHECK_FALSE(f.account->create("../x"));
    CHECK_FALSE(f.account->open("../zoe"));
    CHECK_FALSE(f.store->account("../zoe"));
}

// Dovecot 2.3 does the same, as tests/interop/maildir_names.py shows.
TEST_CASE("on disk the names of folders are modified UTF-7") {
    Fixture f;
    const std::string paris = "Été & hiver/日本語";
    REQUIRE(f.account->create(paris));
    CHECK(fs::exists(f.folder / ".&AMk-t&AOk- &- hiver.&ZeVnLIqe-" / "cur"));
    fs::create_directories(f.folder / ".&AMk-t&AOk- &- hiver.Caf&AOk-" / "cur");
    // Each of these is spelled wrongly, or is no valid name.
    for (const auto* bad :
         {".&AOk", ".&AGE-", ".&AOk-&AOk-", ".&ACY-", ".é", ".&AC8-", ".&AAE-"})
        fs::create_directories(f.folder / bad / "cur");
    f.reopen();
    std::vector<std::string> names;
    for (const auto& folder : f.account->folders())
        if (folder.use == mail::SpecialUse::none) names.push_back(folder.name);
    CHECK(names == std::vector<std::string>{"INBOX", "Été & hiver",
                                            "Été & hiver/Café", paris});
    REQUIRE(f.account->rename("Été & hiver", "Printemps & été"));
    CHECK(fs::exists(f.folder / ".Printemps &- &AOk-t&AOk-.Caf&AOk-"));
    REQUIRE(f.account->remove("Printemps & été/Café"));
    CHECK_FALSE(fs::exists(f.folder / ".Printemps &- &AOk-t&AOk-.Caf&AOk-"));
}

// Row C9 of tests/mail/faults.md.
TEST_CASE("the operator is told once of folders that cannot be shown") {
    std::vector<std::string> notes;
    Fixture f;
    const auto reopen = [&] {
        f.close();
        f.store = std::make_unique<mail::MaildirStore>(
            f.own.path, mail::inline_jobs(),
            [&](const auto& line) { notes.push_back(line); });
        f.account = *f.store->account("zoe");
    };
    reopen();
    CHECK(notes.empty());

    for (const auto* name : {".caf\xE9", ".R&D", ".a..b"})
        fs::create_directories(f.folder / name / "cur");
    reopen();
    REQUIRE(notes.size() == 1);
    CHECK(notes[0] ==
          f.folder.string() +
              ": folders that are not shown, because their names are not those "
              "of a Maildir++ (modified UTF-7): 3, such as .R&D");
    f.account.reset();
    f.account = *f.store->account("zoe");
    CHECK(notes.size() == 1);
}

TEST_CASE("the longest name of a folder is one of a file, too") {
    Fixture f;
    std::string name;
    while (mail::folder_name(name + "&\xc3\xa9")) name += "&\xc3\xa9";
    CHECK(name.size() > 80);
    CHECK(f.account->create(name));
}

TEST_CASE("what is left of a removed folder goes in portions, also after a "
          "restart") {
    Fixture f;
    f.account->create("a");
    auto mailbox = *f.account->open("a");
    for (std::size_t n = 0; n < 3 * mail::limits::portion; ++n)
        REQUIRE(mailbox->append("x", {}, date));
    mailbox.reset();
    REQUIRE(f.account->remove("a"));
    const auto left = [&] {
        const auto folder = f.folder / "..removed" / "new";
        return std::distance(fs::directory_iterator(folder),
                             fs::directory_iterator());
    };
    CHECK(f.account->sweep());
    CHECK(left() == 2 * mail::limits::portion);
    f.account->create("a"); // and another of that name
    REQUIRE(f.account->remove("a"));
    f.reopen();
    CHECK(left() == 2 * mail::limits::portion);
    while (f.account->sweep()) {
    }
    for (const auto& file : fs::directory_iterator(f.folder))
        CHECK_FALSE(file.path().filename().string().starts_with("..removed"));
}

TEST_CASE("what a removed folder has a link to stays") {
    Fixture f;
    f.account->create("a");
    fs::create_directories(f.own.path / "others");
    f.own.write("others/file", "text");
    fs::remove(f.folder / ".a" / "new");
    fs::create_directory_symlink(f.own.path / "others",
                                 f.folder / ".a" / "new");
    REQUIRE(f.account->remove("a"));
    while (f.account->sweep()) {
    }
    CHECK(fs::exists(f.own.path / "others" / "file"));
    CHECK_FALSE(fs::exists(f.folder / "..removed"));
}

TEST_CASE("a folder that is removed and made again is another") {
    Fixture f;
    f.account->create("a");
    const auto first = *f.account->open("a");
    first->append("x", {}, date);
    const auto validity = first->uid_validity();
    REQUIRE(f.account->remove("a"));
    CHECK(first->gone());
    CHECK_FALSE(fs::exists(f.folder / ".a"));
    while (f.account->sweep()) {
    }
    CHECK_FALSE(fs::exists(f.folder / "..removed"));
    REQUIRE(f.account->create("a"));
    const auto second = *f.account->open("a");
    CHECK(second->messages().empty());
    CHECK(second->uid_validity() > validity);
}

TEST_CASE("a folder that is renamed stays open, and is watched") {
    Fixture f;
    f.account->create("a/b");
    const auto b = *f.account->open("a/b");
    b->append("one", {}, date);
    REQUIRE(f.account->rename("a", "c"));
    CHECK(b->append("two", mail::Flags{}.add("k"), date) == Uid{2});
    CHECK(**b->octets(1) == "one");
    std::ofstream(f.folder / ".c.b" / "new" / "1.x") << "x";
    f.store->look();
    CHECK(uids_of(*b) == std::vector<Uid>{1, 2, 3});
    CHECK(*f.account->open("c/b") == b);
    CHECK(f.account->open("a/b").error().kind == Kind::missing);
}

TEST_CASE("subscriptions are kept") {
    Fixture f;
    f.account->subscribe("a/b");
    f.account->unsubscribe("Junk");
    f.reopen();
    for (const auto& folder : f.account->folders()) {
        if (folder.name == "a/b") CHECK(folder.subscribed);
        if (folder.name == "Junk") CHECK_FALSE(folder.subscribed);
    }
    CHECK(f.account->folders().size() == 8); // and "a", above it
}

TEST_CASE("all folders together have room for so many messages") {
    using namespace mail::limits;
    MaildirFixture f;
    REQUIRE(f.account->create("Full"));
    const auto index = f.folder / ".Full" / mail::Index::name;
    std::uintmax_t others = 0;
    for (const auto& folder : f.account->folders())
        if (folder.name != "Full")
            others += fs::file_size((folder.name == "INBOX"
                                         ? f.folder
                                         : f.folder / ("." + folder.name)) /
                                    mail::Index::name);
    const auto room_for = [&](std::size_t messages) {
        fs::resize_file(index, account_index - others - messages * index_line);
        f.reopen(); // it is measured again
        return [&](std::size_t more) {
            return f.account->check_room(more).has_value();
        };
    };
    CHECK(room_for(10)(9));
    CHECK(room_for(10)(10));
    CHECK_FALSE(room_for(10)(11));
    const auto has_room = room_for(unmeasured + 2);
    CHECK(has_room(unmeasured));
    CHECK(has_room(2)); // it is measured again, and nothing was added
    CHECK_FALSE(has_room(unmeasured + 1 + 2));
}
