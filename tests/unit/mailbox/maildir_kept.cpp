#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/maildir/kept_mailboxes.hpp"
#include "tests/unit/mailbox/maildir_fixture.hpp"

// A store of Maildirs keeps mailboxes and headers in memory.

using Fixture = MaildirFixture;
using mail::Octets;

namespace {

std::shared_ptr<mail::Mailbox> mailbox_of(int messages) {
    auto mailbox = std::make_shared<mail::Mailbox>();
    for (int n = 0; n < messages; ++n) REQUIRE(post_advert(*mailbox, "a flat"));
    return mailbox;
}

Octets octets_of(std::size_t size) {
    return std::make_shared<const std::string>(size, 'x');
}

} // namespace

TEST_CASE("a mailbox that everyone has left is the same for who comes back") {
    Fixture f;
    const std::weak_ptr<mail::Mailbox> before = f.inbox;
    f.inbox.reset();
    f.put("new/1.a"); // while nobody has the mailbox open
    f.inbox = f.account->open("INBOX").value();
    CHECK(f.inbox == before.lock());
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1});
}

TEST_CASE("a folder that others removed and made again is opened anew") {
    Fixture f;
    REQUIRE(f.account->create("Flats"));
    const auto before = f.account->open("Flats").value();
    const auto validity = before->uid_validity();
    REQUIRE(post_advert(*before, "gone soon"));
    const auto folder = f.folder / ".Flats";
    fs::remove_all(folder);
    SECTION("before anyone looks") {}
    SECTION("and not at once") {
        CHECK_FALSE(f.account->open("Flats"));
        CHECK(before->gone());
    }
    for (const auto* part : {"new", "tmp", "cur"})
        fs::create_directories(folder / part);
    const auto after = f.account->open("Flats").value();
    CHECK(before->gone());
    CHECK(after != before);
    CHECK(after->messages().empty());
    CHECK(after->uid_validity() > validity);
}

TEST_CASE("a folder that others renamed is watched by its new name") {
    Fixture f;
    REQUIRE(f.account->create("Flats"));
    auto before = f.account->open("Flats").value();
    REQUIRE(post_advert(*before, "a flat"));
    fs::rename(f.folder / ".Flats", f.folder / ".Rooms");
    const auto after = f.account->open("Rooms").value();
    CHECK(before->gone());
    CHECK(after->messages().size() == 1);
    before.reset(); // which ends no other mailbox's watch
    f.put(".Rooms/new/1.a");
    f.store->look();
    CHECK(after->messages().size() == 2);
    CHECK_FALSE(f.account->open("Flats"));
}

TEST_CASE("mailboxes are kept up to their limits, those opened last") {
    mail::KeptMailboxes kept(2, 10);
    std::vector<std::weak_ptr<mail::Mailbox>> opened;
    const auto open = [&](int messages) {
        auto mailbox = mailbox_of(messages);
        opened.push_back(mailbox);
        kept.keep(std::move(mailbox));
    };
    open(4);
    open(6); // two, and ten messages
    CHECK(!opened[0].expired());
    open(4); // a third
    CHECK(opened[0].expired());
    CHECK(!opened[1].expired());
    open(7); // an eleventh message
    CHECK(opened[2].expired());
    CHECK(!opened[3].expired());
    open(11); // more than may be kept at all
    CHECK(opened[3].expired());
    CHECK(opened[4].expired());
}

TEST_CASE("a mailbox that is gone is not kept") {
    mail::KeptMailboxes kept;
    auto gone = mailbox_of(1);
    const std::weak_ptr<mail::Mailbox> left = gone;
    kept.keep(gone);
    gone->set_gone();
    gone.reset();
    kept.keep(mailbox_of(1));
    CHECK(left.expired());
}

TEST_CASE("a header is read from the disk once") {
    Fixture f;
    const auto uid = f.append("Subject: a\r\n\r\ntext\r\n");
    const auto first = f.inbox->header(uid).value();
    CHECK(*first == "Subject: a\r\n\r\n");
    std::ofstream(f.folder / f.only_file()) << "Subject: b\n\n";
    CHECK(f.inbox->header(uid).value() == first);
    f.reopen();
    CHECK(f.inbox->header(uid).value()->starts_with("Subject: b"));
}

TEST_CASE("headers are kept up to a limit, those asked for last") {
    mail::HeaderCache headers(4096);
    const auto mailbox = headers.new_mailbox();
    CHECK(headers.new_mailbox() != mailbox);
    const auto one = octets_of(1);
    headers.keep(mailbox, 1, one);
    CHECK(headers.find(mailbox, 1) == one);
    CHECK_FALSE(headers.find(mailbox, 2));
    CHECK_FALSE(headers.find(mailbox + 1, 1));
    for (Uid uid = 2; uid < 100; ++uid) {
        headers.keep(mailbox, uid, octets_of(100));
        CHECK(headers.find(mailbox, 1) == one); // again and again
    }
    CHECK_FALSE(headers.find(mailbox, 2));
    CHECK(headers.find(mailbox, 99));
}

TEST_CASE("a header is kept up to a limit of its own") {
    mail::HeaderCache headers;
    headers.keep(1, 1, octets_of(mail::limits::kept_header));
    headers.keep(1, 2, octets_of(mail::limits::kept_header + 1));
    CHECK(headers.find(1, 1));
    CHECK_FALSE(headers.find(1, 2));
}
