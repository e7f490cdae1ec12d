// What mail clients do that no grammar foresees, and what must come of it: rows
// C of tests/mail/faults.md.
#include "proto_server/login/class_login.hpp"
#include "tests/unit/session/imap_talk.hpp"

namespace {

/// A client that has logged in, with three messages in INBOX.
struct Client : ImapTalk<login::ClassLogin> {
    explicit Client(imap_server::ImapOptions options = {})
        : ImapTalk({"one", "two", "three"}, options) {
        ask("a LOGIN ann secret");
    }
};

struct Selected : Client {
    Selected() { ask("b SELECT INBOX"); }
};

std::string literal_plus(std::size_t octets) {
    return "{" + std::to_string(octets) + "+}\r\n";
}

} // namespace

// C1: Perl's Mail::IMAPClient takes what follows a literal for its text.
TEST_CASE("flags that nobody asked for stand before a text") {
    Selected f;
    CHECK(has(f.ask("f UID FETCH 1 (BODY[TEXT])"),
              "* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[TEXT] {"));
    CHECK(has(f.ask("f FETCH 2 (ENVELOPE RFC822.TEXT INTERNALDATE)"),
              ") FLAGS (\\Seen) RFC822.TEXT {"));
    // Where the client says, when it asks.
    CHECK(has(f.ask("f FETCH 3 (BODY[TEXT] FLAGS)"), " FLAGS (\\Seen))\r\n"));
}

// C3: RFC 2971 §3.3 allows thirty fields of 1024 octets.
TEST_CASE("an ID and a list of UIDs may be long") {
    Selected f;
    std::string fields;
    for (int n = 10; n < 40; ++n)
        fields += (fields.empty() ? "\"" : " \"") + std::to_string(n) +
                  std::string(28, 'n') + "\" \"" + std::string(1024, 'v') + '"';
    CHECK(has(f.ask("i ID (" + fields + ")"), "i OK "));
    std::string uids = "1";
    while (uids.size() < 60'000) uids += ",4294967290,2";
    CHECK(has(f.ask("u UID FETCH " + uids + " UID"), "* 2 FETCH (UID 2)\r\n"));
}

// C4: a server that does not offer UTF8=ACCEPT may take 8-bit headers, and old
// mail has them. RFC 9755 §4
TEST_CASE("a header with 8-bit octets is taken unless UTF8=ACCEPT is offered") {
    const std::string append = "p APPEND INBOX {14+}\r\nSubject: \xC9t\xE9\r\n";
    Client f;
    CHECK(has(f.ask(append), "p OK [APPENDUID "));
    CHECK(**f.inbox->octets(4) == "Subject: \xC9t\xE9\r\n");
    CHECK_FALSE(has(f.ask("c CAPABILITY"), "UTF8=ACCEPT"));
    CHECK(f.ask("e ENABLE UTF8=ACCEPT") ==
          "* ENABLED\r\ne OK ENABLE completed\r\n");

    Client offered({.utf8_accept = true});
    CHECK(has(offered.ask("c CAPABILITY"), " UTF8=ACCEPT"));
    CHECK(has(offered.ask(append), "p NO [CANNOT] "));
    offered.ask("e ENABLE UTF8=ACCEPT");
    CHECK(has(offered.ask(append), "p OK "));
}

// C5: RFC 2180 §4.1.2
TEST_CASE("what was expunged is fetched as long as nobody was told") {
    Selected f;
    f.ask("s STORE 2 +FLAGS (\\Flagged)");
    const auto before = f.ask("f FETCH 2 (UID FLAGS INTERNALDATE RFC822.SIZE "
                              "ENVELOPE BODYSTRUCTURE BODY.PEEK[])");
    REQUIRE(f.inbox->expunge(std::vector<mail::Uid>{2}));
    CHECK(f.ask("f FETCH 2 (UID FLAGS INTERNALDATE RFC822.SIZE "
                "ENVELOPE BODYSTRUCTURE BODY.PEEK[])") == before);
    // No flag of it is stored any more.
    CHECK(has(f.ask("f FETCH 2 BODY[TEXT]"), "f OK "));
    CHECK(has(f.ask("s STORE 2 +FLAGS (\\Seen)"), "s NO [EXPUNGEISSUED] "));
    CHECK(has(f.ask("f UID FETCH 2 FLAGS"),
              "* 2 FETCH (UID 2 FLAGS (\\Flagged))\r\n* 2 EXPUNGE\r\nf OK "));
    CHECK(f.ask("f UID FETCH 2 FLAGS") == "f OK FETCH completed\r\n");
    CHECK_FALSE(f.inbox->recall(2));
}

// C6: RFC 3501 §7.1, §6.3.11
TEST_CASE("flags that cannot be kept are left out, and the rest is done") {
    Selected f;
    CHECK(f.ask("s STORE 1 +FLAGS (\\Seen \\$NotJunk \\Recent)") ==
          "* 1 FETCH (FLAGS (\\Seen))\r\ns OK STORE completed\r\n");
    std::string keywords;
    for (std::size_t n = 1; n <= mail::limits::keywords; ++n)
        keywords += " k" + std::to_string(n);
    CHECK(has(f.ask("s STORE 2 FLAGS.SILENT (k0" + keywords + ")"), "s OK "));
    CHECK(has(f.ask("p APPEND INBOX (\\Seen k1 late) {6+}\r\na: b\r\n"),
              "p OK [APPENDUID "));
    CHECK(f.ask("f FETCH 4 FLAGS") ==
          "* 4 FETCH (FLAGS (\\Seen \\Recent k1))\r\nf OK FETCH completed\r\n");
}

// C7: RFC 3501 §6.3.5
TEST_CASE("RENAME of a name that only stands above folders renames those") {
    Client f;
    f.ask("c CREATE p/a/b");
    f.ask("d DELETE p");
    f.ask("d DELETE p/a");
    CHECK(has(f.ask("l LIST \"\" p/a"), "(\\Noselect "));
    CHECK(has(f.ask("r RENAME p q"), "r OK "));
    CHECK(has(f.ask("l LIST \"\" q/a/b"), "\"/\" q/a/b\r\n"));
    CHECK_FALSE(has(f.ask("l LIST \"\" p*"), "\"/\" p"));
    CHECK(has(f.ask("r RENAME q/a q/c"), "r OK "));
    CHECK(has(f.ask("s STATUS q/c/b (MESSAGES)"), "s OK "));
    CHECK(has(f.ask("r RENAME q q/d"), "r NO [CANNOT] "));
    CHECK(has(f.ask("r RENAME p q"), "r NO [NONEXISTENT] "));
}

// C10: RFC 7888 §4
TEST_CASE("a literal that is far too big ends the conversation") {
    const auto most = imap::limits::discarded_literal;
    Client stays;
    CHECK(stays.hear("p APPEND INBOX " + literal_plus(most)).empty());
    CHECK_FALSE(stays.session.finished());
    Client f;
    const auto said = f.hear("p APPEND INBOX " + literal_plus(most + 1));
    CHECK(has(said, "p NO [TOOBIG] "));
    CHECK(has(said, "\r\n* BYE "));
    CHECK(f.session.finished());
}
