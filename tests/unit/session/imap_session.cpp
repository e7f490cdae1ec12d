#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mime/part.hpp"
#include "tests/unit/session/imap_talk.hpp"

#include <random>

using namespace std::chrono_literals;

namespace {

struct Fixture : ImapTalk<FakeLogin> {
    explicit Fixture(imap_server::ImapOptions options = {})
        : ImapTalk({"one", "two", "three"}, options) {}

    void expunge(std::vector<mail::Uid> uids) { REQUIRE(inbox->expunge(uids)); }
};

/// A client that has logged in and selected INBOX.
struct Selected : Fixture {
    explicit Selected(imap_server::ImapOptions options = {})
        : Fixture(options) {
        ask("a LOGIN ann secret");
        ask("b SELECT INBOX");
    }
};

} // namespace

TEST_CASE("what was pending is told before the wait begins") {
    Selected f;
    post_advert(*f.inbox, "four");
    CHECK(f.ask("i IDLE") == "+ idling\r\n* 4 EXISTS\r\n* 1 RECENT\r\n");
    CHECK(f.push().empty());
}

TEST_CASE("while idling a change is told at once, and a burst is one line") {
    Selected f;
    f.ask("i IDLE");
    for (int n = 0; n < 1000; ++n) post_advert(*f.inbox, "flat");
    CHECK(f.push() == "* 1003 EXISTS\r\n* 1000 RECENT\r\n");
    f.expunge({1, 3});
    CHECK(f.push() == "* 3 EXPUNGE\r\n* 1 EXPUNGE\r\n");
    f.inbox->set_flags(2, {mail::SystemFlag::seen});
    CHECK(f.push() == "* 1 FETCH (UID 2 FLAGS (\\Seen))\r\n");
    CHECK(f.ask("done") == "i OK IDLE terminated\r\n");
    post_advert(*f.inbox, "late");
    CHECK(f.push().empty()); // and not after DONE
}

TEST_CASE("a client that does not read is told the newest state") {
    Selected f;
    f.session.receive("i IDLE\r\n", f.now);
    for (int n = 0; n < 100; ++n) {
        post_advert(*f.inbox, "flat");
        f.session.mailbox_changed(); // its output was not taken yet
    }
    CHECK(f.session.take_output() == "+ idling\r\n");
    CHECK(f.push() == "* 103 EXISTS\r\n* 100 RECENT\r\n");
}

TEST_CASE("IDLE, DONE and what follows may come at once") {
    Selected f;
    CHECK(f.hear("i IDLE\r\nDONE\r\nn NOOP\r\n") ==
          "+ idling\r\ni OK IDLE terminated\r\nn OK NOOP completed\r\n");
}

TEST_CASE("only DONE ends an IDLE well, and the session goes on") {
    Selected f;
    f.ask("i IDLE");
    CHECK(f.ask("n NOOP") == "i BAD Expected DONE\r\n");
    CHECK(f.ask("o NOOP") == "o OK NOOP completed\r\n");
    CHECK(has(f.ask("DONE"), "BAD "));
    f.ask("j IDLE");
    CHECK(f.ask(std::string(imap::limits::line + 1, 'x')) ==
          "j BAD Expected DONE\r\n");
    CHECK(f.ask("o NOOP") == "o OK NOOP completed\r\n");
}

TEST_CASE("IDLE waits without a mailbox, too, but not before login") {
    Fixture f;
    CHECK(f.ask("i IDLE") == "i BAD log in first\r\n");
    f.ask("a LOGIN ann secret");
    CHECK(f.ask("i IDLE") == "+ idling\r\n");
    post_advert(*f.inbox, "four");
    CHECK(f.push().empty());
    CHECK(f.ask("DONE") == "i OK IDLE terminated\r\n");
}

TEST_CASE("a client that says nothing is told bye after half an hour") {
    Selected f;
    CHECK(f.after(30min - 1s).empty());
    f.ask("i IDLE");
    CHECK(f.after(2min) == "* OK Still here\r\n");
    CHECK(f.after(28min - 1s) == "* OK Still here\r\n");
    CHECK(f.after(1s) == "* BYE heard nothing for 1800 seconds\r\n");
    CHECK(f.session.finished());
    Selected off({.keepalive = 0s});
    off.ask("i IDLE");
    CHECK(off.after(29min).empty());
}

TEST_CASE("when its mailbox is deleted an idling client is told bye") {
    Selected f;
    f.ask("c CREATE Paris");
    f.ask("s SELECT Paris");
    f.ask("i IDLE");
    REQUIRE(f.account->remove("Paris"));
    CHECK(f.push() == "* BYE the mailbox was deleted\r\n");
    CHECK(f.session.finished());
}

// RFC 3501 §7.4.1
TEST_CASE("no EXPUNGE comes with FETCH, STORE, SEARCH or with no command") {
    Selected f;
    f.ask("c CREATE Paris");
    f.expunge({1});
    CHECK(f.push().empty());
    CHECK(f.ask("f FETCH 2:3 UID") ==
          "* 2 FETCH (UID 2)\r\n* 3 FETCH (UID 3)\r\nf OK FETCH completed\r\n");
    CHECK(f.ask("g SEARCH ALL") == "* SEARCH 2 3\r\ng OK SEARCH completed\r\n");
    CHECK(f.ask("h STORE 3 +FLAGS (\\Flagged)") ==
          "* 3 FETCH (FLAGS (\\Flagged))\r\nh OK STORE completed\r\n");
    CHECK(has(f.ask("j FETCH 1 BODY.PEEK[]"), "j OK "));
    CHECK(f.ask("c COPY 1:2 Paris") ==
          "* 1 EXPUNGE\r\nc NO [EXPUNGEISSUED] a message is gone\r\n");
    CHECK(has(f.ask("c STATUS Paris (MESSAGES)"), "(MESSAGES 0)"));
}

TEST_CASE("with UIDs an EXPUNGE may come, and what is gone is not copied") {
    Selected f;
    f.ask("c CREATE Paris");
    f.expunge({1});
    CHECK(has(f.ask("c UID COPY 1:2 Paris"), " 2 1] COPY completed\r\n"));
    f.expunge({2});
    CHECK(f.ask("k UID SEARCH ALL") == "* SEARCH 3\r\n* 1 EXPUNGE\r\nk OK "
                                       "SEARCH completed\r\n");
    CHECK(has(f.ask("l FETCH 3 UID"), "l BAD "));
}

TEST_CASE("who changes flags is told once, and silently not at all") {
    Selected f;
    Selected other;
    CHECK(f.ask("s STORE 1 +FLAGS (\\Seen)") ==
          "* 1 FETCH (FLAGS (\\Seen))\r\ns OK STORE completed\r\n");
    CHECK(f.ask("s STORE 1 +FLAGS.SILENT (\\Flagged)") ==
          "s OK STORE completed\r\n");
    f.inbox->set_flags(1, {}); // by another client
    CHECK(f.ask("s STORE 1 +FLAGS.SILENT (\\Draft)") ==
          "* 1 FETCH (UID 1 FLAGS (\\Draft))\r\ns OK STORE completed\r\n");
    CHECK(f.ask("n NOOP") == "n OK NOOP completed\r\n");
}

TEST_CASE("a FETCH is said in portions, as the client takes them") {
    Selected f;
    const std::string message = "a: b\r\n\r\n" + std::string(1000, 'x');
    for (int n = 0; n < 1000; ++n) REQUIRE(f.inbox->append(message, {}, {}));
    f.ask("n NOOP");
    const std::string_view fetch = "f FETCH 1:* BODY.PEEK[]\r\nn NOOP\r\n";
    const auto taken = f.session.receive(fetch, f.now);
    std::size_t portions = 0, octets = 0, longest = 0;
    std::string last;
    const auto limit = imap_server::limits::output;
    for (bool more = true; more;) {
        while ((more = f.session.go_on(f.now)) &&
               f.session.output().size() < limit) {
        }
        const auto some = f.session.take_output();
        ++portions;
        octets += some.size();
        longest = std::max(longest, some.size());
        last = some;
    }
    CHECK(taken == fetch.find("n NOOP"));
    CHECK(portions > 50);
    CHECK(octets > 1'000'000);
    CHECK(longest < limit + 1200);
    CHECK(last.ends_with("f OK FETCH completed\r\n"));
    CHECK(f.hear(fetch.substr(taken)) == "n OK NOOP completed\r\n");
}

TEST_CASE("news beyond the limit waits for room, and then goes on") {
    Selected f;
    for (int n = 0; n < 5000; ++n) post_advert(*f.inbox, "flat");
    f.ask("n NOOP");
    f.ask("i IDLE");
    std::vector<mail::Uid> all;
    for (mail::Uid uid = 1; uid <= 5003; ++uid) all.push_back(uid);
    f.expunge(all);
    f.session.mailbox_changed();
    CHECK(f.session.output().size() < imap_server::limits::output + 100);
    const auto said = f.all_output();
    CHECK(said.starts_with("* 5003 EXPUNGE\r\n"));
    CHECK(said.ends_with("* 1 EXPUNGE\r\n* 0 RECENT\r\n"));
}

TEST_CASE("PLAIN comes with its response at once or when asked") {
    Fixture at_once;
    CHECK(has(at_once.ask("a AUTHENTICATE PLAIN AGFubgBzZWNyZXQ="),
              "a OK [CAPABILITY "));
    Fixture asked;
    CHECK(asked.ask("a AUTHENTICATE PLAIN") == "+ \r\n");
    CHECK(has(asked.ask("AGFubgBzZWNyZXQ="), "a OK [CAPABILITY "));
    Fixture cancelled;
    cancelled.ask("a AUTHENTICATE PLAIN");
    CHECK(cancelled.ask("*") == "a BAD AUTHENTICATE cancelled\r\n");
    CHECK(has(cancelled.ask("b LOGIN ann secret"), "b OK "));
}

TEST_CASE("while a password is checked, what the client sends waits") {
    Fixture f;
    const std::string_view login = "a LOGIN slow x\r\nb SELECT INBOX\r\n";
    const auto taken = f.session.receive(login, f.now);
    CHECK(taken == login.find('b'));
    CHECK(f.session.receive("b", f.now) == 0);
    CHECK(f.push().empty());
    *f.login.later = f.account;
    CHECK(has(f.push(), "a OK [CAPABILITY "));
    CHECK(has(f.hear(login.substr(taken)), "b OK [READ-WRITE] "));
}

TEST_CASE("a file that is read up to its header's end has the whole header") {
    std::mt19937 dice(1);
    for (int i = 0; i < 20'000; ++i) {
        std::string file;
        for (auto n = dice() % 12; n > 0; --n) file += "\r\nx"[dice() % 3];
        const auto whole = mail::with_crlf(file);
        for (std::size_t cut = 0; cut <= file.size(); ++cut) {
            if (!mail::has_header_end(file.substr(0, cut))) continue;
            const auto begin = mail::with_crlf(file.substr(0, cut));
            REQUIRE(mime::find_header(begin) == mime::find_header(whole));
        }
        const bool ends = mime::find_header(whole + "x") != whole + "x";
        REQUIRE(mail::has_header_end(file) == ends);
    }
}

TEST_CASE("in memory, a short command is answered in one turn") {
    Selected f;
    for (const auto* command :
         {"NOOP", "CREATE a", "STATUS a (MESSAGES)", "APPEND a {1+}\r\nx",
          "COPY 1 a", "STORE 1 +FLAGS (\\Deleted)", "EXPUNGE", "RENAME a b",
          "SUBSCRIBE b", "UNSUBSCRIBE b", "DELETE b", "SELECT INBOX",
          "CLOSE"}) {
        INFO(command);
        const auto line = std::string("c ") + command + "\r\n";
        CHECK(f.session.receive(line, f.now) == line.size());
        CHECK_FALSE(f.session.go_on(f.now));
        CHECK(has(f.session.take_output(), "c OK "));
    }
}
