// What ENABLE changes in a session: IMAP4rev2 (RFC 9051) and UTF8=ACCEPT (RFC
// 9755).
#include "proto_server/login/class_login.hpp"
#include "tests/unit/session/imap_talk.hpp"

namespace {

/// A client that has logged in, with three messages in INBOX.
struct Client : ImapTalk<login::ClassLogin> {
    Client()
        : ImapTalk({"one", "two", "three"},
                   imap_server::ImapOptions{.utf8_accept = true}) {
        ask("a LOGIN ann secret");
    }
    void append(std::string_view message) {
        REQUIRE(inbox->append(message, {}, {}));
    }
};

struct Rev2 : Client {
    Rev2() { ask("e ENABLE IMAP4rev2"); }
};

struct Selected : Rev2 {
    Selected() { ask("s SELECT INBOX"); }
    /// Returns the messages that `$` stands for.
    std::string saved() { return ask("q SEARCH RETURN (ALL) $"); }
};

std::string found(std::string_view what) {
    return "* ESEARCH (TAG \"q\")" + std::string(what) +
           "\r\nq OK SEARCH completed\r\n";
}

} // namespace

TEST_CASE("ENABLE says what it has enabled, and each thing once") {
    Client f;
    CHECK(has(f.ask("c CAPABILITY"), "* CAPABILITY IMAP4rev1 IMAP4rev2 "));
    CHECK(f.ask("e ENABLE X-NONE UTF8=ACCEPT IMAP4REV2") ==
          "* ENABLED UTF8=ACCEPT IMAP4rev2\r\ne OK ENABLE completed\r\n");
    CHECK(f.ask("e ENABLE IMAP4rev2 UTF8=ACCEPT") ==
          "* ENABLED\r\ne OK ENABLE completed\r\n");
}

TEST_CASE("SELECT tells the mailbox, and nothing of RECENT and UNSEEN") {
    Client old;
    const auto before = old.ask("s SELECT INBOX");
    CHECK(has(before, "* 0 RECENT\r\n"));
    CHECK(has(before, "[UNSEEN 1]"));
    CHECK_FALSE(has(before, "* LIST"));
    Rev2 f;
    f.account->create("INBOX/a");
    const auto said = f.ask("s SELECT inbox");
    CHECK(has(said, "* LIST (\\HasChildren \\Subscribed) \"/\" INBOX\r\n"));
    CHECK_FALSE(has(said, "RECENT"));
    CHECK_FALSE(has(said, "UNSEEN"));
    CHECK(f.ask("t SELECT Sent").starts_with("* OK [CLOSED] "));
    CHECK_FALSE(has(f.ask("u UNSELECT"), "CLOSED"));
}

TEST_CASE("what is pushed of a message has its UID") {
    Selected f;
    f.ask("i IDLE");
    f.inbox->set_flags(2, {mail::SystemFlag::seen});
    CHECK(f.push() == "* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n");
    f.ask("DONE");
    f.inbox->set_flags(3, {mail::SystemFlag::seen});
    CHECK(f.ask("n NOOP") == "* 3 FETCH (UID 3 FLAGS (\\Seen))\r\n"
                             "n OK NOOP completed\r\n");
}

TEST_CASE("every SEARCH has an ESEARCH for an answer") {
    Selected f;
    CHECK(f.ask("q SEARCH ALL") == found(" ALL 1:3"));
    CHECK(f.ask("q UID SEARCH 2") == found(" UID ALL 2"));
    CHECK(f.ask("q SEARCH DELETED") == found(""));
    CHECK(f.ask("q SEARCH CHARSET UTF-8 2") == found(" ALL 2"));
    Client old;
    old.ask("s SELECT INBOX");
    CHECK(old.ask("q SEARCH 2") == "* SEARCH 2\r\nq OK SEARCH completed\r\n");
}

// RFC 9051 §6.4.4.1, Table 4
TEST_CASE("SAVE keeps all, or what MIN and MAX alone have told") {
    struct Case {
        const char *returns, *told, *saved;
    };
    for (const auto& one :
         {Case{"SAVE", nullptr, " ALL 1:3"},
          Case{"SAVE MIN", " MIN 1", " ALL 1"},
          Case{"SAVE MAX", " MAX 3", " ALL 3"},
          Case{"MIN SAVE MAX", " MIN 1 MAX 3", " ALL 1,3"},
          Case{"SAVE COUNT", " COUNT 3", " ALL 1:3"},
          Case{"SAVE MIN COUNT", " MIN 1 COUNT 3", " ALL 1:3"},
          Case{"SAVE MAX ALL", " MAX 3 ALL 1:3", " ALL 1:3"}}) {
        INFO(one.returns);
        Selected f;
        CHECK(f.saved() == found(""));
        const auto said =
            f.ask("q SEARCH RETURN (" + std::string(one.returns) + ") ALL");
        CHECK(said ==
              (one.told ? found(one.told) : "q OK SEARCH completed\r\n"));
        CHECK(f.saved() == found(one.saved));
    }
    Selected f;
    f.ask("q SEARCH RETURN (SAVE MIN MAX) 2");
    CHECK(f.saved() == found(" ALL 2"));
    CHECK(f.ask("q SEARCH RETURN (SAVE MIN) DELETED") == found(""));
    CHECK(f.saved() == found(""));
}

TEST_CASE("what was saved is kept by UID, and goes with its messages") {
    Selected f;
    f.ask("q UID SEARCH RETURN (SAVE) 2:3");
    REQUIRE(f.inbox->expunge(std::vector<mail::Uid>{1}));
    CHECK(f.ask("n NOOP") == "* 1 EXPUNGE\r\nn OK NOOP completed\r\n");
    CHECK(f.saved() == found(" ALL 1:2"));
    CHECK(f.ask("f FETCH $ UID") ==
          "* 1 FETCH (UID 2)\r\n* 2 FETCH (UID 3)\r\nf OK FETCH completed\r\n");
    CHECK(f.ask("f UID FETCH $ UID") ==
          "* 1 FETCH (UID 2)\r\n* 2 FETCH (UID 3)\r\nf OK FETCH completed\r\n");
    REQUIRE(f.inbox->expunge(std::vector<mail::Uid>{2}));
    f.ask("n NOOP");
    f.append("a: b\r\n\r\n"); // another that is number 2
    f.ask("n NOOP");
    CHECK(f.saved() == found(" ALL 1"));
}

TEST_CASE("$ stands for messages in every command that takes a set") {
    Selected f;
    f.ask("q SEARCH RETURN (SAVE) 1:2");
    CHECK(f.ask("t STORE $ +FLAGS (\\Deleted)") ==
          "* 1 FETCH (FLAGS (\\Deleted))\r\n* 2 FETCH (FLAGS (\\Deleted))\r\n"
          "t OK STORE completed\r\n");
    CHECK(has(f.ask("c COPY $ Sent"), "[COPYUID "));
    CHECK((*f.account->open("Sent"))->messages().size() == 2);
    CHECK(f.ask("q SEARCH OR NOT UID $ 1") == found(" ALL 1,3"));
    f.ask("q SEARCH RETURN (SAVE) 1");
    CHECK(f.ask("x UID EXPUNGE $") ==
          "* 1 EXPUNGE\r\nx OK EXPUNGE completed\r\n");
    f.ask("q SEARCH RETURN (SAVE) 2");
    CHECK(has(f.ask("m UID MOVE $ Trash"), "* 2 EXPUNGE\r\n"));
    CHECK(f.inbox->messages().size() == 1);
    CHECK(f.ask("f FETCH $ UID") == "f OK FETCH completed\r\n");
    CHECK(f.ask("c COPY $ Sent") == "c OK COPY completed\r\n");
}

TEST_CASE("a SEARCH that fails empties what it would have saved, if it is NO") {
    Selected f;
    f.ask("q SEARCH RETURN (SAVE) 2");
    CHECK(has(f.ask("b SEARCH RETURN (SAVE) CHARSET KOI8-R ALL x"), "b BAD "));
    CHECK(has(f.ask("b SEARCH CHARSET KOI8-R ALL"), "b NO [BADCHARSET "));
    CHECK(f.saved() == found(" ALL 2"));
    CHECK(has(f.ask("b SEARCH RETURN (SAVE) CHARSET KOI8-R ALL"), "b NO "));
    CHECK(f.saved() == found(""));
    f.ask("q SEARCH RETURN (SAVE) 2");
    f.ask("s SELECT INBOX");
    CHECK(f.saved() == found(""));
}

TEST_CASE("BINARY comes decoded: a NUL in its own literal, a text with CRLF") {
    Selected f;
    f.append("Content-Transfer-Encoding: base64\r\n\r\nYQpiDQpj\r\n");
    f.append("Content-Type: a/b\r\nContent-Transfer-Encoding: base64\r\n\r\n"
             "YQpiAA==\r\n");
    f.append("Content-Transfer-Encoding: x-own\r\n\r\nx\r\n");
    f.ask("n NOOP");
    const std::string end = "f OK FETCH completed\r\n";
    CHECK(f.ask("f FETCH 4 (BINARY.SIZE[1] BINARY.PEEK[1])") ==
          "* 4 FETCH (BINARY.SIZE[1] 7 BINARY[1] {7}\r\na\r\nb\r\nc)\r\n" +
              end);
    CHECK(f.ask("f FETCH 5 (BINARY.SIZE[1] BINARY.PEEK[1])") ==
          "* 5 FETCH (BINARY.SIZE[1] 4 BINARY[1] ~{4}\r\na\nb" +
              std::string(1, '\0') + ")\r\n" + end);
    CHECK(f.ask("f FETCH 6 (UID BINARY.SIZE[1])")
              .starts_with("* 6 FETCH (UID 6)\r\nf NO [UNKNOWN-CTE] "));
    CHECK(f.ask("f FETCH 6 BINARY[1]").starts_with("* 6 FETCH (FLAGS (\\Seen"));
    CHECK(f.ask("f FETCH 6 BINARY[1]").starts_with("f NO [UNKNOWN-CTE] "));
}

// RFC 9051 §7.5.2, RFC 9755 §6
TEST_CASE("a message/global is a message to who enabled UTF-8") {
    const std::string fetch = "f FETCH 4 (BODY BODY.PEEK[1.1])";
    const std::string message = "Content-Type: message/global\r\n\r\n"
                                "Subject: \xC3\xA9\r\n\r\nx\r\n";
    Client old;
    old.append(message);
    old.ask("s SELECT INBOX");
    CHECK(has(old.ask(fetch), "(BODY (\"message\" \"global\" NIL NIL NIL "
                              "\"7bit\" 18) BODY[1.1] NIL)"));
    for (const auto* what : {"IMAP4rev2", "UTF8=ACCEPT"}) {
        Client f;
        f.append(message);
        f.ask("e ENABLE " + std::string(what));
        f.ask("s SELECT INBOX");
        const auto said = f.ask(fetch);
        CHECK(has(said, "(\"message\" \"global\" NIL NIL NIL \"7bit\" 18 "
                        "(NIL \"\xC3\xA9\" "));
        CHECK(has(said, "BODY[1.1] {3}\r\nx\r\n)"));
    }
}

TEST_CASE("a mailbox is named in UTF-8, and only to who enabled it") {
    for (const auto* what : {"IMAP4rev2", "UTF8=ACCEPT"}) {
        Client f;
        f.ask("e ENABLE " + std::string(what));
        CHECK(has(f.ask("c CREATE \"\xC3\xA9 &AOk-\""), "c OK "));
        CHECK(has(f.ask("l LIST \"\" \"\xC3\xA9%\""),
                  "\"/\" \"\xC3\xA9 &AOk-\"\r\n"));
        CHECK(has(f.ask("l LSUB \"\" *"), "* LSUB "));
        CHECK(has(f.ask("u STATUS \"\xC3\xA9 &AOk-\" (MESSAGES)"),
                  "* STATUS \"\xC3\xA9 &AOk-\" (MESSAGES 0)"));
        CHECK(has(f.ask("c CREATE \"\xC3\""), "c BAD "));
        CHECK(has(f.ask("c CREATE {1+}\r\n\xC3"),
                  "c NO [CANNOT] a folder's name is UTF-8"));
        // Only IMAP4rev2 allows UTF-8 in the text of a response.
        const bool rev2 = what == std::string("IMAP4rev2");
        CHECK(f.ask("s SELECT \"\xC3\xA0\"") ==
              (rev2 ? "s NO [NONEXISTENT] there is no folder \xC3\xA0\r\n"
                    : "s NO [NONEXISTENT] there is no folder ??\r\n"));
        imap_server::ImapSession other(f.service);
        other.start({});
        const auto said =
            talk(other, "a LOGIN a b\r\nl LIST \"\" \"&AOk-*\"\r\n");
        CHECK(has(said, "\"/\" \"&AOk- &-AOk-\"\r\n"));
    }
}

TEST_CASE("a name in UTF-8 is one whoever says it") {
    Client f;
    CHECK(has(f.ask("c CREATE \"\xC3\xA9\""), "c OK "));
    CHECK(has(f.ask("l LIST \"\" \"\xC3\xA9\""), "\"/\" &AOk-\r\n"));
    CHECK(has(f.ask("s SELECT &AOk-"), "s OK "));
    CHECK(has(f.ask("s SELECT {1+}\r\n\xC3"), "s NO [CANNOT] "));
}

TEST_CASE("an accent that stands apart from its letter makes no name") {
    Rev2 f;
    CHECK(has(f.ask("c CREATE \"e\xCC\x81\""), "c NO [CANNOT] "));
    CHECK(has(f.ask("r RENAME Sent \"e\xCC\x81\""), "r NO [CANNOT] "));
    Client old;
    CHECK(has(old.ask("c CREATE e&AwE-"), "c NO [CANNOT] "));
}

TEST_CASE("RENAME tells the old name with the new one") {
    Rev2 f;
    CHECK(f.ask("r RENAME Sent \"Sent \xC3\xA9\"") ==
          "* LIST (\\HasNoChildren) \"/\" \"Sent \xC3\xA9\" "
          "(\"OLDNAME\" (Sent))\r\nr OK done\r\n");
    CHECK(has(f.ask("r RENAME Sent x"), "r NO [NONEXISTENT] "));
}

// RFC 9755 §3 and §4
TEST_CASE("UTF8=ACCEPT knows no CHARSET, and headers in UTF-8") {
    const std::string append = "p APPEND INBOX {7+}\r\n\xC3\xA9: b\r\n";
    Client f;
    CHECK(has(f.ask(append), "p NO [CANNOT] "));
    CHECK(has(f.ask("p APPEND INBOX {9+}\r\na: b\r\n\r\n\xC3"), "p OK "));
    f.ask("e ENABLE UTF8=ACCEPT");
    CHECK(has(f.ask(append), "p OK "));
    CHECK(
        has(f.ask("p APPEND INBOX UTF8 (~{7+}\r\n\xC3\xA9: b\r\n)"), "p OK "));
    f.ask("s SELECT INBOX");
    CHECK(has(f.ask("q SEARCH CHARSET UTF-8 ALL"), "q BAD "));
    CHECK(has(f.ask("q SEARCH SUBJECT \"\xC3\xA9\""), "* SEARCH\r\n"));
    f.ask("e ENABLE IMAP4rev2");
    CHECK(has(f.ask("q SEARCH CHARSET UTF-8 ALL"), "q OK "));
}

// RFC 9051 §7.1, PERMANENTFLAGS
TEST_CASE("when no keyword can be made any more, the client is told") {
    Selected f;
    for (std::size_t n = 1; n <= mail::limits::keywords; ++n) {
        const auto said =
            f.ask("t STORE 1 +FLAGS.SILENT (k" + std::to_string(n) + ")");
        CHECK(has(said, " \\*)]") == (n < mail::limits::keywords));
        CHECK(has(said, "[PERMANENTFLAGS ("));
    }
    CHECK(f.ask("t STORE 1 FLAGS (more \\Seen)") ==
          "* 1 FETCH (FLAGS (\\Seen))\r\nt OK STORE completed\r\n");
}
