// How a job writes new keywords of a Maildir to the disk.

#include "tests/unit/mailbox/maildir_fixture.hpp"
#include "tests/unit/mailbox/stepped_jobs.hpp"

#include <optional>

namespace {

using mail::Failure;
using Result = std::optional<mail::Expected<void>>;

mail::Flags keyword(const std::string& name) {
    mail::Flags flags;
    flags.add(name);
    return flags;
}

/// An open INBOX with one message, whose jobs wait until they are told to go
/// on.
struct Learning {
    OwnFolder own;
    fs::path folder = own.path / "zoe";
    SteppedJobs jobs;
    mail::MaildirStore store{own.path, jobs};
    std::shared_ptr<mail::Account> account;
    std::shared_ptr<mail::Mailbox> inbox;

    Learning() {
        store.account("zoe", [this](auto opened) { account = *opened; });
        jobs.finish();
        account->open("INBOX", [this](auto opened) { inbox = *opened; });
        jobs.finish();
        inbox->append("x", {}, date, [](const auto& uid) { CHECK(uid); });
        jobs.finish();
    }
    void learn(const std::string& name, Result& result) {
        inbox->learn_keywords(keyword(name),
                              [&result](const auto& done) { result = done; });
    }
    std::string file() const {
        return mail::read_file(folder / "dovecot-keywords").value_or("none");
    }
};

} // namespace

TEST_CASE("new keywords are written by a job, one after the other") {
    Learning f;
    Result a, b, again;
    f.learn("a", a);
    f.learn("b", b);
    f.learn("A", again);
    CHECK_FALSE(a);
    CHECK(f.file() == "none");
    f.jobs.finish();
    CHECK((a && *a && b && *b && again && *again));
    CHECK(f.file() == "0 a\n1 b\n");
    f.jobs.started = 0;
    Result known;
    f.learn("a", known);
    CHECK((known && *known)); // without a job
    REQUIRE(f.inbox->set_flags(1, keyword("b")));
    CHECK(f.jobs.started == 0);
    CHECK(f.inbox->find(1)->flags == keyword("b"));
}

TEST_CASE("a keyword that is new to a Maildir may come while one is learned") {
    Learning f;
    Result a;
    f.learn("a", a);
    // A caller that does not wait is told that it must.
    const auto stored = f.inbox->set_flags(1, keyword("b"));
    REQUIRE_FALSE(stored);
    CHECK(stored.error().kind == Failure::Kind::unavailable);
    std::optional<mail::Expected<Uid>> uid;
    f.inbox->append("y", keyword("b"), date,
                    [&uid](const auto& added) { uid = added; });
    f.jobs.finish();
    CHECK((a && *a));
    REQUIRE(uid);
    REQUIRE(*uid);
    CHECK(f.inbox->find(**uid)->flags == keyword("b"));
    CHECK(f.file() == "0 a\n1 b\n");
}

TEST_CASE("keywords go to their own folder, also when it is renamed") {
    Learning f;
    std::shared_ptr<mail::Mailbox> mailbox;
    f.account->create("A", [](const auto&) {});
    f.jobs.finish();
    f.account->open("A", [&](auto opened) { mailbox = *opened; });
    f.jobs.finish();
    Result learned;
    mailbox->learn_keywords(keyword("a"),
                            [&](const auto& done) { learned = done; });
    f.account->rename("A", "B", [](const auto& done) { CHECK(done); });
    f.account->create("A", [](const auto& done) { CHECK(done); });
    f.jobs.finish();
    CHECK((learned && *learned));
    CHECK(fs::exists(f.folder / ".B" / "dovecot-keywords"));
    CHECK_FALSE(fs::exists(f.folder / ".A" / "dovecot-keywords"));
}

TEST_CASE(
    "another program's lock of the keywords is waited for by the client") {
    Learning f;
    std::ofstream(f.folder / "dovecot-keywords.lock") << "dovecot";
    Result a;
    f.learn("a", a);
    f.jobs.finish();
    REQUIRE(a);
    REQUIRE_FALSE(*a);
    CHECK(a->error().kind == Failure::Kind::unavailable);
    fs::remove(f.folder / "dovecot-keywords.lock");
    f.learn("a", a);
    f.jobs.finish();
    CHECK((a && *a));
}
