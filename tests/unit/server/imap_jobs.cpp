#include "proto_server/imap/imap_session.hpp"
#include "proto_server/login/class_login.hpp"
#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mailbox/stepped_jobs.hpp"
#include "tests/unit/own_folder.hpp"

using namespace std::chrono_literals;

namespace {

/// Counts how often a session was woken.
struct CountingWaker : Session::Waker {
    void wake() override { ++count; }
    int count = 0;
};

/// A client with INBOX selected. Its session waits for the disk until a test
/// has the jobs done.
struct Client {
    explicit Client(imap_server::Login& login, SteppedJobs& jobs)
        : service{login}, session(service) {
        session.set_waker(waker);
        session.start(now);
        for (const auto* line : {"a LOGIN zoe x", "b SELECT INBOX"}) {
            ask(line);
            jobs.finish();
        }
        said();
        waker->count = 0;
    }

    std::string said() { return session.drive(now); }
    std::string ask(const std::string& line) {
        const auto octets = line + "\r\n";
        CHECK(session.receive(octets, now) == octets.size());
        return said();
    }
    /// Asks, has all jobs done, and returns all that was said.
    std::string ask_and_wait(const std::string& line, SteppedJobs& jobs) {
        auto all = ask(line);
        while (!jobs.idle()) {
            jobs.finish();
            all += said();
        }
        return all;
    }
    std::string append(const std::string& tag) {
        return ask(tag + " APPEND INBOX {1+}\r\nx");
    }

    Clock::time_point now{};
    std::shared_ptr<CountingWaker> waker = std::make_shared<CountingWaker>();
    imap_server::Service service;
    imap_server::ImapSession session;
};

struct Fixture {
    Fixture() {
        store.account("zoe", [this](auto opened) { account = *opened; });
        jobs.finish();
        login.emplace(account);
    }
    Client client() { return Client(*login, jobs); }

    OwnFolder own;
    SteppedJobs jobs;
    mail::MaildirStore store{own.path, jobs};
    std::shared_ptr<mail::Account> account;
    std::optional<login::ClassLogin> login;
};

} // namespace

TEST_CASE("an APPEND waits for the disk, and EXISTS comes before OK") {
    Fixture f;
    auto ann = f.client(), bob = f.client();
    CHECK(bob.ask("i IDLE") == "+ idling\r\n");
    CHECK(ann.append("c").empty());
    CHECK(ann.session.receive("d NOOP\r\n", ann.now) == 0);
    CHECK_FALSE(ann.session.go_on(ann.now)); // it does not spin
    CHECK(ann.waker->count == 0);
    f.jobs.finish();
    CHECK(ann.waker->count > 0);
    CHECK(
        ann.said().starts_with("* 1 EXISTS\r\n* 1 RECENT\r\nc OK [APPENDUID "));
    CHECK(ann.ask("d UID FETCH 1 RFC822.SIZE") ==
          "* 1 FETCH (UID 1 RFC822.SIZE 1)\r\nd OK FETCH completed\r\n");
    bob.session.mailbox_changed();
    CHECK(bob.said() == "* 1 EXISTS\r\n");
}

TEST_CASE("only the session that waits is woken by its job") {
    Fixture f;
    auto ann = f.client(), bob = f.client();
    CHECK(ann.ask("c CREATE New").empty());
    f.jobs.finish();
    CHECK(ann.waker->count == 1);
    CHECK(bob.waker->count == 0);
    CHECK(ann.said() == "c OK done\r\n");
}

TEST_CASE("who waits for the disk is not logged out meanwhile") {
    Fixture f;
    auto ann = f.client();
    ann.append("c");
    ann.session.tick(ann.now += 1h);
    CHECK(ann.said().empty());
    f.jobs.finish();
    CHECK(ann.said().starts_with("* 1 EXISTS\r\n* 1 RECENT\r\nc OK "));
    ann.session.tick(ann.now += 29min);
    CHECK(ann.said().empty());
    ann.session.tick(ann.now += 2min);
    CHECK(ann.said().starts_with("* BYE "));
}

TEST_CASE("the message of a client that leaves is stored all the same") {
    Fixture f;
    auto bob = f.client();
    {
        auto ann = f.client();
        ann.append("c");
    }
    f.jobs.finish();
    CHECK(bob.ask("c NOOP") ==
          "* 1 EXISTS\r\n* 1 RECENT\r\nc OK NOOP completed\r\n");
    bob.append("d");
    bob.session.say_bye("the server stops");
    f.jobs.finish();
    CHECK(bob.said() == "* BYE the server stops\r\n");
}

TEST_CASE("every command that waits for the disk is answered") {
    Fixture f;
    auto ann = f.client();
    for (const auto* line : {"t APPEND INBOX {1+}\r\nx",
                             "t APPEND INBOX (k) {1+}\r\ny",
                             "t CREATE a/b/c",
                             "t COPY 1:2 a",
                             "t MOVE 2 a/b",
                             "t STATUS a (SIZE)",
                             "t LIST \"\" * RETURN (STATUS (MESSAGES))",
                             "t RENAME a d",
                             "t SUBSCRIBE d",
                             "t UNSUBSCRIBE d",
                             "t STORE 1 +FLAGS (\\Deleted)",
                             "t EXPUNGE",
                             "t NOOP",
                             "t SELECT d",
                             "t FETCH 1:* (BODY[])",
                             "t SEARCH TEXT x",
                             "t CLOSE",
                             "t RENAME INBOX e",
                             "t DELETE d/b",
                             "t EXAMINE INBOX",
                             "t UNSELECT"}) {
        INFO(line);
        CHECK(ann.ask_and_wait(line, f.jobs).find("t OK") != std::string::npos);
    }
    ann.ask("u SELECT e");
    f.jobs.finish();
    ann.said();
    CHECK(ann.ask("v DELETE e").empty());
    ann.session.mailbox_changed();
    CHECK(ann.said().empty()); // the answer comes before BYE
    f.jobs.finish();
    CHECK(ann.said() == "v OK done\r\n* BYE the selected mailbox was "
                        "deleted\r\n");
}

TEST_CASE("a STORE with a new keyword waits for the disk, and no later one") {
    Fixture f;
    auto ann = f.client(), bob = f.client();
    ann.append("c");
    f.jobs.finish();
    ann.said();
    bob.ask("c NOOP");
    CHECK(ann.ask("d STORE 1 +FLAGS (nice)").empty());
    CHECK(bob.ask("d NOOP") == "d OK NOOP completed\r\n"); // bob does not wait
    f.jobs.finish();
    const auto stored = ann.said();
    CHECK(stored.find("* 1 FETCH (FLAGS (\\Recent nice))") != stored.npos);
    CHECK(stored.ends_with("d OK STORE completed\r\n"));
    f.jobs.started = 0;
    CHECK(ann.ask("e STORE 1 +FLAGS.SILENT (nice)") ==
          "e OK STORE completed\r\n");
    CHECK(ann.ask("f STORE 1 -FLAGS.SILENT (nice never)") ==
          "f OK STORE completed\r\n");
    CHECK(f.jobs.started == 0);
}

TEST_CASE("a COPY waits until its target knows the keywords") {
    Fixture f;
    auto ann = f.client();
    const auto answer = [&](const std::string& line) {
        return ann.ask_and_wait(line, f.jobs);
    };
    answer("c APPEND INBOX (nice) {1+}\r\nx");
    answer("d CREATE A");
    CHECK(answer("e COPY 1 A").find("e OK [COPYUID ") != std::string::npos);
    answer("f SELECT A");
    CHECK(answer("g FETCH 1 FLAGS").find("nice") != std::string::npos);
    CHECK(answer("h COPY 1 INBOX").find("h OK ") != std::string::npos);
}
