// How a folder is opened by a job, and its index is kept small.

#include "proto_server/mailbox/limits.hpp"
#include "tests/unit/mailbox/maildir_fixture.hpp"
#include "tests/unit/mailbox/no_room.hpp"
#include "tests/unit/mailbox/stepped_jobs.hpp"

#include <algorithm>

namespace {

using mail::Failure;
using Mailbox = std::shared_ptr<mail::Mailbox>;

/// An account whose jobs wait until they are told to go on. It has the folder
/// "A", which nobody has open, with one message.
struct Opening {
    OwnFolder own;
    fs::path folder = own.path / "zoe" / ".A";
    SteppedJobs jobs;
    std::unique_ptr<mail::MaildirStore> store =
        std::make_unique<mail::MaildirStore>(own.path, jobs);
    std::shared_ptr<mail::Account> account;
    std::minstd_rand dice;

    Opening() {
        store->account("zoe", [this](auto opened) { account = *opened; });
        jobs.finish();
        account->create("A", [](const auto&) {});
        jobs.finish();
        deliver("1.before");
    }
    void deliver(const std::string& name) const {
        std::ofstream(folder / "tmp" / name) << name;
        fs::rename(folder / "tmp" / name, folder / "new" / name);
    }
    void open(const std::string& name, mail::Expected<Mailbox>& opened) {
        account->open(name, [&opened](auto result) { opened = result; });
    }
};

mail::Expected<Mailbox> not_yet() {
    return mail::fail(Failure::Kind::unavailable, "not yet");
}

std::size_t index_lines(const fs::path& folder) {
    const auto text = *mail::read_file(folder / "idle-hands-index");
    return static_cast<std::size_t>(std::ranges::count(text, '\n')) - 1;
}

} // namespace

TEST_CASE("what comes while a job reads a folder is seen once") {
    Opening o;
    auto opened = not_yet();
    o.open("A", opened);
    o.deliver("2.before-the-job");
    o.store->look();
    o.jobs.step(o.dice); // the job reads
    o.deliver("3.after-the-job");
    o.store->look();
    CHECK_FALSE(opened);
    o.jobs.finish();
    REQUIRE(opened);
    o.store->look();
    o.jobs.finish();
    const auto& mailbox = **opened;
    CHECK(uids_of(mailbox) == std::vector<Uid>{1, 2, 3});
    CHECK(**(*opened)->octets(1) == "1.before");
    CHECK(**(*opened)->octets(3) == "3.after-the-job");
    o.deliver("4.later");
    o.store->look();
    o.jobs.finish();
    CHECK(mailbox.messages().size() == 4);
}

TEST_CASE("two who open a folder at the same time get the same mailbox") {
    Opening o;
    auto first = not_yet(), second = not_yet();
    o.open("A", first);
    o.open("A", second);
    CHECK_FALSE(first);
    o.jobs.finish();
    REQUIRE(first);
    REQUIRE(second);
    CHECK(*first == *second);
}

TEST_CASE("a folder is renamed or removed after it has been opened") {
    Opening o;
    auto opened = not_yet(), renamed = not_yet(), removed = not_yet();
    o.open("A", opened);
    o.account->rename("A", "B", [](const auto& done) { CHECK(done); });
    o.open("B", renamed);
    o.account->remove("B", [](const auto& done) { CHECK(done); });
    o.open("B", removed);
    o.jobs.finish();
    REQUIRE(opened);
    REQUIRE(renamed);
    CHECK(*renamed == *opened);
    CHECK((*opened)->gone());
    REQUIRE_FALSE(removed);
    CHECK(removed.error().kind == Failure::Kind::missing);
}

TEST_CASE("a folder that could not be opened can be opened later") {
    Opening o;
    const auto index = o.folder / "idle-hands-index";
    fs::rename(index, o.folder / "aside");
    std::ofstream(index) << "no index";
    auto opened = not_yet();
    o.open("A", opened);
    o.jobs.finish();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::Kind::system);
    fs::rename(o.folder / "aside", index);
    o.open("A", opened);
    o.jobs.finish();
    REQUIRE(opened);
    CHECK(uids_of(**opened) == std::vector<Uid>{1});
}

TEST_CASE("an account may be left while a folder is opened") {
    Opening o;
    auto opened = not_yet();
    o.open("A", opened);
    o.account.reset();
    o.store.reset();
    o.jobs.finish();
    CHECK(opened);
}

TEST_CASE("an index becomes short again while its mailbox is open") {
    MaildirFixture f;
    const auto kept = f.append("the first");
    const auto most = 2 + mail::limits::worn_index; // beside one message
    while (index_lines(f.folder) < most) {
        const auto uid = f.append("x");
        REQUIRE(f.inbox->expunge(std::span(&uid, 1)));
    }
    const auto last = f.append("the last but one"); // it has `most` lines
    CHECK(index_lines(f.folder) == most + 1);
    REQUIRE(f.inbox->expunge(std::span(&last, 1)));
    const auto after = f.append("the last"); // it had one more
    CHECK(after == last + 1);
    CHECK(index_lines(f.folder) == 2);
    f.reopen();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{kept, after});
    CHECK(f.inbox->uid_next() == after + 1);
}

TEST_CASE("an index that cannot be written anew stays as it is") {
    MaildirFixture f;
    f.append("x");
    while (index_lines(f.folder) <= 2 + mail::limits::worn_index) {
        const auto uid = f.append("x");
        REQUIRE(f.inbox->expunge(std::span(&uid, 1)));
    }
    const auto before = index_lines(f.folder);
    {
        const NoRoom no_room;
        CHECK_FALSE(f.inbox->append("x", {}, date));
    }
    CHECK(index_lines(f.folder) == before);
    const auto uid = f.append("y");
    CHECK(index_lines(f.folder) == 2);
    f.reopen();
    CHECK(uids_of(*f.inbox) == std::vector<Uid>{1, uid});
}
