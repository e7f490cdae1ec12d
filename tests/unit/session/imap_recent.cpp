// Row C2 of tests/mail/faults.md: a message is recent to the first session that
// is told of it. RFC 3501 §2.3.2
#include "proto_server/login/class_login.hpp"
#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/own_folder.hpp"
#include "tests/unit/session/imap_talk.hpp"

#include <fstream>

namespace {

/// One of several clients of ann's.
struct Client {
    explicit Client(imap_server::Login& login)
        : service{login}, session(service) {
        session.start({});
        session.take_output();
        ask("l LOGIN ann secret");
    }
    std::string ask(const std::string& line) {
        return talk(session, line + "\r\n");
    }
    std::string push() {
        session.mailbox_changed();
        return session.drive({});
    }
    imap_server::Service service;
    imap_server::ImapSession session;
};

/// Ann's INBOX, in memory, with two messages of which nobody was told.
struct InMemory {
    InMemory() { arrive(2); }
    void arrive(int messages) {
        for (; messages > 0; --messages) post_advert(*inbox, "flat");
    }
    mail::MemoryStore store;
    std::shared_ptr<mail::Account> account = *store.account("ann");
    std::shared_ptr<mail::Mailbox> inbox = *account->open("INBOX");
    login::ClassLogin login{account};
};

constexpr auto two_flags = "* 1 FETCH (FLAGS (\\Recent))\r\n"
                           "* 2 FETCH (FLAGS (\\Recent))\r\n";

} // namespace

TEST_CASE("SELECT takes what is recent, EXAMINE and STATUS leave it") {
    InMemory f;
    Client reader(f.login), first(f.login), second(f.login);
    CHECK(has(reader.ask("a EXAMINE INBOX"), "* 2 RECENT\r\n"));
    CHECK(has(reader.ask("b FETCH 1:2 FLAGS"), two_flags));
    CHECK(has(first.ask("a STATUS INBOX (RECENT)"), "(RECENT 2)"));
    CHECK(has(first.ask("b SELECT INBOX"), "* 2 RECENT\r\n"));
    CHECK(has(first.ask("c FETCH 1:2 FLAGS"), two_flags));
    CHECK(has(second.ask("a STATUS INBOX (RECENT)"), "(RECENT 0)"));
    CHECK(has(second.ask("b SELECT INBOX"), "* 0 RECENT\r\n"));
    CHECK(has(second.ask("c FETCH 1 FLAGS"), "* 1 FETCH (FLAGS ())\r\n"));
    CHECK(has(first.ask("d SELECT INBOX"), "* 0 RECENT\r\n"));
}

TEST_CASE("who is told first of an arrival has it as recent") {
    InMemory f;
    Client first(f.login), second(f.login), reader(f.login);
    first.ask("a SELECT INBOX");
    second.ask("a SELECT INBOX");
    reader.ask("a EXAMINE INBOX");
    second.ask("b IDLE");
    f.arrive(1);
    CHECK(reader.ask("b NOOP") ==
          "* 3 EXISTS\r\n* 1 RECENT\r\nb OK NOOP completed\r\n");
    CHECK(second.push() == "* 3 EXISTS\r\n* 1 RECENT\r\n");
    CHECK(first.ask("b NOOP") == "* 3 EXISTS\r\nb OK NOOP completed\r\n");
    // Flags that are told without being asked for have it, too.
    CHECK(first.ask("c STORE 1,3 +FLAGS (\\Seen)") ==
          "* 1 FETCH (FLAGS (\\Seen \\Recent))\r\n"
          "* 3 FETCH (FLAGS (\\Seen))\r\nc OK STORE completed\r\n");
    CHECK(second.push() == "* 3 FETCH (UID 3 FLAGS (\\Seen \\Recent))\r\n"
                           "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n");
}

TEST_CASE("a client hears when fewer messages are recent") {
    InMemory f;
    Client client(f.login);
    client.ask("a SELECT INBOX");
    client.ask("b STORE 1 +FLAGS.SILENT (\\Deleted)");
    CHECK(client.ask("c EXPUNGE") ==
          "* 1 EXPUNGE\r\n* 1 RECENT\r\nc OK EXPUNGE completed\r\n");
}

// RFC 3501 §6.4.4
TEST_CASE("SEARCH finds messages that are RECENT, NEW or OLD") {
    InMemory f;
    Client client(f.login);
    client.ask("a SELECT INBOX");
    client.ask("a SELECT INBOX");
    f.arrive(2);
    client.ask("b NOOP");
    client.ask("b STORE 3 +FLAGS (\\Seen)");
    CHECK(has(client.ask("c SEARCH RECENT"), "* SEARCH 3 4\r\n"));
    CHECK(has(client.ask("d SEARCH NEW"), "* SEARCH 4\r\n"));
    CHECK(has(client.ask("e SEARCH OLD"), "* SEARCH 1 2\r\n"));
}

TEST_CASE("what is appended or copied is recent, with flags, too") {
    InMemory f;
    Client client(f.login), other(f.login);
    client.ask("a SELECT INBOX");
    client.ask("b STORE 1 +FLAGS (\\Seen)");
    client.ask("c COPY 1:2 Sent");
    client.ask("d APPEND Sent (\\Seen) {6+}\r\na: b\r\n");
    CHECK(has(other.ask("a STATUS Sent (RECENT)"), "(RECENT 3)"));
    CHECK(has(other.ask("b SELECT Sent"), "* 3 RECENT\r\n"));
    CHECK(has(other.ask("c FETCH 1 FLAGS"), "(FLAGS (\\Seen \\Recent))"));
    // To append to the selected mailbox is to be the first to be told.
    CHECK(has(other.ask("d APPEND Sent {6+}\r\na: b\r\n"),
              "* 4 EXISTS\r\n* 4 RECENT\r\nd OK "));
}

// RFC 9051, Appendix E, 6
TEST_CASE("nothing is recent in IMAP4rev2, and it is not for others either") {
    InMemory f;
    Client client(f.login), late(f.login), other(f.login);
    client.ask("a ENABLE IMAP4rev2");
    CHECK_FALSE(has(client.ask("b SELECT INBOX"), "RECENT"));
    CHECK(has(client.ask("c FETCH 1 FLAGS"), "(FLAGS ())"));
    CHECK(has(client.ask("d SEARCH RECENT"), "* ESEARCH (TAG \"d\")\r\n"));
    CHECK(has(other.ask("a SELECT INBOX"), "* 0 RECENT\r\n"));

    f.arrive(1);
    late.ask("a SELECT INBOX");
    CHECK(has(late.ask("b FETCH 3 FLAGS"), "(FLAGS (\\Recent))"));
    late.ask("c ENABLE IMAP4rev2");
    CHECK(has(late.ask("d FETCH 3 FLAGS"), "(FLAGS ())"));
    f.arrive(1);
    CHECK(late.ask("e NOOP") == "* 4 EXISTS\r\ne OK NOOP completed\r\n");
}

TEST_CASE("in a Maildir a message is recent while it lies in new") {
    const OwnFolder own;
    const auto deliver = [&](const std::string& name) {
        std::ofstream(own.path / "ann/tmp/x") << "a: b\n\n";
        std::filesystem::rename(own.path / "ann/tmp/x",
                                own.path / "ann" / name);
    };
    const auto new_files = [&] {
        const std::filesystem::directory_iterator files(own.path / "ann/new");
        return std::distance(begin(files), end(files));
    };
    std::optional<mail::MaildirStore> store;
    std::shared_ptr<mail::Account> account;
    std::optional<login::ClassLogin> login;
    const auto start_again = [&] {
        login.reset();
        account.reset();
        store.reset();
        account = *store.emplace(own.path).account("ann");
        login.emplace(account);
    };
    start_again();
    deliver("new/1.a");
    deliver("cur/2.b:2,S");
    deliver("new/3.c");
    deliver("new/4.d");
    {
        Client reader(*login);
        CHECK(has(reader.ask("a EXAMINE INBOX"), "* 3 RECENT\r\n"));
        CHECK(new_files() == 3);
        // A message that another program has looked at is old.
        std::filesystem::rename(own.path / "ann/new/4.d",
                                own.path / "ann/cur/4.d:2,");
    }
    start_again();
    {
        Client first(*login), second(*login);
        CHECK(has(first.ask("a SELECT INBOX"), "* 2 RECENT\r\n"));
        CHECK(new_files() == 0);
        CHECK(has(first.ask("b FETCH 1:4 FLAGS"),
                  "* 1 FETCH (FLAGS (\\Recent))\r\n"
                  "* 2 FETCH (FLAGS (\\Seen))\r\n"
                  "* 3 FETCH (FLAGS (\\Recent))\r\n"
                  "* 4 FETCH (FLAGS ())\r\n"));
        CHECK(has(second.ask("a SELECT INBOX"), "* 0 RECENT\r\n"));
        first.ask("c APPEND Sent {6+}\r\na: b\r\n");
        first.ask("d COPY 2:3 Sent");
        CHECK(has(second.ask("b STATUS Sent (RECENT)"), "(RECENT 3)"));
    }
    // Files in new have no flags, so the copy of 2 is recent for this run only.
    start_again();
    Client client(*login);
    CHECK(has(client.ask("a SELECT INBOX"), "* 0 RECENT\r\n"));
    CHECK(has(client.ask("b SELECT Sent"), "* 2 RECENT\r\n"));
}

TEST_CASE("very many files leave new in portions") {
    const OwnFolder own;
    mail::MaildirStore store(own.path);
    const auto account = *store.account("ann");
    constexpr int many = 3 * mail::limits::portion + 1;
    for (int n = 0; n < many; ++n)
        std::ofstream(own.path / "ann/new" / std::to_string(n)) << "a: b\n\n";
    login::ClassLogin login(account);
    Client client(login);
    CHECK(has(client.ask("a SELECT INBOX"),
              "* " + std::to_string(many) + " RECENT\r\n"));
    CHECK(std::filesystem::is_empty(own.path / "ann/new"));
    CHECK(has(client.ask("b SEARCH OLD"), "* SEARCH\r\n"));
}
