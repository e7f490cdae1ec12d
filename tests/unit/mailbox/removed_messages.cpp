#include "proto_server/mailbox/removed_messages.hpp"
#include "proto_server/mailbox/memory/memory_backing.hpp"
#include "tests/unit/mailbox/maildir_fixture.hpp"

namespace {

mail::RemovedMessage removed(Uid uid) {
    return {{uid, date, {}}, {}};
}

std::vector<std::string> files_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(folder))
        names.push_back(file.path().filename().string());
    return names;
}

} // namespace

TEST_CASE("removed messages are kept for who was not told, and no longer") {
    mail::RemovedMessages all;
    CHECK(all.room() == 0); // nobody wants them
    auto slow = all.now();
    auto quick = slow;
    CHECK(all.room() == mail::limits::kept_removed);
    all.add({removed(3), removed(5)});
    quick = all.now();
    all.add({removed(4)});
    CHECK(all.find(3));
    CHECK(all.find(4));
    CHECK_FALSE(all.find(6));
    slow = quick;
    CHECK_FALSE(all.find(3));
    CHECK(all.find(4));
    quick.reset();
    CHECK(all.find(4));
    slow = all.now();
    CHECK_FALSE(all.find(4));
}

TEST_CASE("removed messages are kept up to a limit") {
    mail::RemovedMessages all(2);
    const auto slow = all.now();
    CHECK(all.room() == 2);
    all.add({removed(1)});
    CHECK(all.room() == 1);
    all.add({removed(2)});
    CHECK(all.room() == 0);

    mail::Mailbox mailbox;
    auto reader = mailbox.removed().now();
    std::vector<Uid> uids;
    for (Uid uid = 1; uid <= mail::limits::kept_removed + 1; ++uid) {
        REQUIRE(mailbox.append("a: b\r\n\r\n", {}, date));
        uids.push_back(uid);
    }
    REQUIRE(mailbox.expunge(uids));
    CHECK(mailbox.octets(uids[mail::limits::kept_removed - 1]));
    CHECK_FALSE(mailbox.octets(uids[mail::limits::kept_removed]));
    reader.reset();
    CHECK_FALSE(mailbox.octets(1));
}

TEST_CASE("what is removed and still kept takes room in memory") {
    mail::Mailbox mailbox(std::make_unique<mail::MemoryBacking>(
        1, mail::MemoryBacking::room(20)));
    auto reader = mailbox.removed().now();
    const std::string text(15, 'x');
    REQUIRE(mailbox.append(text, {}, date));
    REQUIRE(mailbox.expunge(std::vector<Uid>{1}));
    CHECK_FALSE(mailbox.append(text, {}, date));
    reader.reset();
    CHECK(mailbox.append(text, {}, date));
}

TEST_CASE("a file that is removed lies in tmp until all are told") {
    MaildirFixture f;
    const auto uid = f.append("a: b\r\n\r\nc\r\n", {mail::SystemFlag::seen});
    REQUIRE(f.inbox->size(uid) == 11u);
    auto reader = f.inbox->removed().now();
    REQUIRE(f.inbox->expunge(std::vector<Uid>{uid}));
    CHECK(files_in(f.folder / "cur").empty());
    CHECK(files_in(f.folder / "tmp").size() == 1);
    CHECK(**f.inbox->octets(uid) == "a: b\r\n\r\nc\r\n");
    CHECK(f.inbox->header(uid));
    CHECK(f.inbox->size(uid) == 11u);
    CHECK_FALSE(f.inbox->find(uid));
    CHECK(f.inbox->recall(uid)->flags.has(mail::SystemFlag::seen));
    reader.reset();
    CHECK(files_in(f.folder / "tmp").empty());
    CHECK_FALSE(f.inbox->recall(uid));
}

TEST_CASE("a removed message can be read when its folder has another name") {
    MaildirFixture f;
    REQUIRE(f.account->create("Paris"));
    const auto paris = *f.account->open("Paris");
    REQUIRE(paris->append("a: b\r\n\r\n", {}, date));
    auto reader = paris->removed().now();
    REQUIRE(paris->expunge(std::vector<Uid>{1}));
    REQUIRE(f.account->rename("Paris", "Lyon"));
    CHECK(paris->octets(1));
    reader.reset();
    CHECK(files_in(f.folder / ".Lyon/tmp").empty());
}

TEST_CASE("of what another program removes, the facts are kept") {
    MaildirFixture f;
    const auto uid = f.append("a: b\r\n\r\n");
    const auto reader = f.inbox->removed().now();
    fs::remove(f.folder / f.only_file());
    f.store->look();
    CHECK_FALSE(f.inbox->find(uid));
    CHECK(f.inbox->recall(uid)->date == date);
    CHECK_FALSE(f.inbox->octets(uid));
}

TEST_CASE("removed files that a crash has left go when the folder is opened") {
    MaildirFixture f;
    f.close();
    std::ofstream(f.folder / "tmp" / (mail::kept_prefix + "1.a")) << "a: b\n";
    std::ofstream(f.folder / "tmp/2.b") << "a: b\n"; // somebody's delivery
    f.open();
    CHECK(files_in(f.folder / "tmp") == std::vector<std::string>{"2.b"});
}
