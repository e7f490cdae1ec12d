#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "tests/unit/catch.hpp"

using Kind = mail::Failure::Kind;

namespace {

struct Fixture {
    mail::MemoryStore store;
    std::shared_ptr<mail::Account> account = *store.account("zoe");

    std::vector<std::string> names() {
        std::vector<std::string> names;
        for (const auto& folder : account->folders())
            if (folder.exists) names.push_back(folder.name);
        return names;
    }
    mail::Mailbox& open(std::string_view name) {
        auto mailbox = account->open(name);
        REQUIRE(mailbox);
        return **mailbox;
    }
    mail::Folder folder(std::string_view name) {
        for (const auto& folder : account->folders())
            if (folder.name == name) return folder;
        return {.name = "none", .exists = false};
    }
};

} // namespace

TEST_CASE("a new account has an INBOX first, and folders for their uses") {
    Fixture f;
    CHECK(f.names() == std::vector<std::string>{"INBOX", "Archive", "Drafts",
                                                "Junk", "Sent", "Trash"});
    CHECK(f.folder("Trash") == mail::Folder{.name = "Trash",
                                            .use = mail::SpecialUse::trash,
                                            .subscribed = true});
    CHECK(&f.open("inbox") == &f.open("INBOX"));
    CHECK(f.account->open("Nothing").error().kind == Kind::missing);
}

TEST_CASE("everyone has an account of their own, and the same every time") {
    int filled = 0;
    mail::MemoryStore store([&](mail::Mailbox& inbox) {
        add_sample_adverts(inbox);
        ++filled;
    });
    CHECK(*store.account("a") == *store.account("a"));
    CHECK(*store.account("a") != *store.account("b"));
    CHECK(filled == 2);
    CHECK(count_adverts(**(*store.account("a"))->open("INBOX")) == 3);
    for (const auto* bad : {"", "..", ".a", "a/b", "a\n", "a b", "\xc3\xa9"})
        CHECK(store.account(bad).error().kind == Kind::not_allowed);
    const std::string longest(mail::limits::user_name_octets, 'u');
    CHECK(mail::is_user_name(longest));
    CHECK_FALSE(mail::is_user_name(longest + 'u'));
}

TEST_CASE("no name leads out of an account") {
    for (const auto* bad :
         {"", "/", "/a", "a//b", "a//", "..", "../a", "a/../b", "a/./b", "a.b",
          ".a", "a\\b", "a*", "a%", "a\x01", "a\x7f", "a\xc2\x85", "a\xff",
          "\xc0\xae\xc0\xae/a"})
        CHECK(mail::folder_name(bad).error().kind == Kind::not_allowed);
    CHECK(mail::folder_name(std::string("a\0b", 3)).error().kind ==
          Kind::not_allowed);
    CHECK_FALSE(mail::folder_name("a\xe2\x80\xa8"
                                  "b")); // separates lines
    CHECK_FALSE(mail::folder_name("\xe2\x80\xa9"));
    CHECK(mail::folder_name("a/b/") == "a/b");
    CHECK(mail::folder_name("iNbOx/b") == "INBOX/b");
    CHECK(mail::folder_name("inboxes") == "inboxes");
    CHECK(mail::folder_name("\xc3\x89t\xc3\xa9 & co") ==
          "\xc3\x89t\xc3\xa9 & co");
}

TEST_CASE("a folder's name is as long and as deep as its limits") {
    const std::string longest(mail::limits::folder_name_octets, 'x');
    CHECK(mail::folder_name(longest.substr(1)));
    CHECK(mail::folder_name(longest));
    CHECK_FALSE(mail::folder_name(longest + 'x'));
    // On a disk an "&" takes two octets, and so do the ends of an "é".
    std::string ands(mail::limits::folder_name_octets / 2, '&');
    CHECK(mail::folder_name(ands));
    CHECK_FALSE(mail::folder_name(ands + 'x'));
    CHECK_FALSE(mail::folder_name(ands.substr(1) + "\xc3\xa9"));
    std::string deepest = "1";
    for (std::size_t i = 1; i < mail::limits::folder_levels; ++i)
        deepest += "/1";
    CHECK(mail::folder_name(deepest));
    CHECK_FALSE(mail::folder_name(deepest + "/1"));
}

TEST_CASE("a folder is made with those above it, and once") {
    Fixture f;
    REQUIRE(f.account->create("a/b/c"));
    CHECK(f.folder("a").has_children);
    CHECK(f.folder("a/b").exists);
    CHECK_FALSE(f.folder("a/b/c").has_children);
    CHECK(f.account->create("a").error().kind == Kind::exists);
    CHECK(f.account->create("Inbox").error().kind == Kind::exists);
    CHECK(f.open("a").uid_validity() != f.open("a/b").uid_validity());
}

TEST_CASE("an account has as many folders as its limit") {
    Fixture f;
    for (auto n = f.names().size(); n < mail::limits::folders; ++n)
        REQUIRE(f.account->create("f" + std::to_string(n)));
    CHECK(f.account->create("more").error().kind == Kind::limit);
    CHECK(f.account->rename("f10", "g"));
}

TEST_CASE("who has a folder open that is removed finds it gone") {
    Fixture f;
    f.account->create("a/b");
    const auto held = *f.account->open("a");
    REQUIRE(f.account->remove("a"));
    CHECK(held->gone());
    CHECK(f.account->open("a").error().kind == Kind::missing);
    CHECK_FALSE(f.folder("a").exists); // it is listed only because of a/b
    CHECK(f.folder("a").has_children);
    CHECK(f.account->remove("a").error().kind == Kind::has_children);
    CHECK(f.account->remove("INBOX").error().kind == Kind::not_allowed);
    const auto old_validity = held->uid_validity();
    REQUIRE(f.account->create("a"));
    CHECK(f.open("a").uid_validity() > old_validity);
    CHECK_FALSE(f.open("a").gone());
}

TEST_CASE("a folder is renamed with those below it") {
    Fixture f;
    f.account->create("a/b");
    f.account->create("ab");
    auto& b = f.open("a/b");
    post_advert(b, "x");
    REQUIRE(f.account->rename("a", "c/d"));
    CHECK(&f.open("c/d/b") == &b);
    CHECK_FALSE(b.gone());
    CHECK(f.folder("c").exists);
    CHECK(f.folder("ab").exists);
    CHECK_FALSE(f.folder("a").exists);
    CHECK(f.account->rename("a", "e").error().kind == Kind::missing);
    CHECK(f.account->rename("ab", "c").error().kind == Kind::exists);
    CHECK(f.account->rename("c", "c/x").error().kind == Kind::not_allowed);
}

TEST_CASE("to rename INBOX is to move its messages") {
    Fixture f;
    auto& inbox = f.open("INBOX");
    post_advert(inbox, "one");
    post_advert(inbox, "two");
    inbox.set_flags(2, mail::Flags{}.add("nice"));
    REQUIRE(f.account->rename("INBOX", "old"));
    CHECK(inbox.messages().empty());
    CHECK(inbox.uid_next() == 3);
    CHECK(read_advert(f.open("old"), 2) == "two");
    CHECK(f.open("old").find(2)->flags.has("nice"));
}

TEST_CASE("a subscription outlives its folder") {
    Fixture f;
    f.account->create("a");
    CHECK_FALSE(f.folder("a").subscribed);
    CHECK(f.account->subscribe("a"));
    f.account->remove("a");
    CHECK(f.folder("a") ==
          mail::Folder{.name = "a", .exists = false, .subscribed = true});
    CHECK(f.account->unsubscribe("a"));
    CHECK(f.folder("a").name == "none");
    CHECK(f.account->subscribe("../a").error().kind == Kind::not_allowed);
    CHECK(f.account->subscribe("Gone/Bar"));
    CHECK(f.folder("Gone") == mail::Folder{.name = "Gone", .exists = false});
    CHECK(f.account->unsubscribe("Gone/Bar"));
    CHECK(f.folder("Gone").name == "none");
    for (auto n = mail::first_folders.size(); n < mail::limits::subscriptions;
         ++n)
        REQUIRE(f.account->subscribe("s" + std::to_string(n)));
    CHECK(f.account->subscribe("more").error().kind == Kind::limit);
    CHECK(f.account->subscribe("s10")); // is one already
}
