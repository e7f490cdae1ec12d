// Commands that need no exchange of their own, and LIST.
#include "proto_client/imap/mailbox_list.hpp"
#include "proto_client/imap/select.hpp"
#include "tests/unit/imap_client/scripted_server.hpp"

namespace {

const imap::SequenceSet two_and_three{{{2, 3}}};
const imap::Flags seen{imap::Flag::seen};

} // namespace

TEST_CASE("mailboxes are listed by their names, in UTF-8") {
    with_every_cut([](Cut cut) {
        Greeted t(cut);
        std::string listed;
        list_mailboxes(
            t.client, [&](const Result& result, const auto& mailboxes) {
                listed = result && result->ok() ? "ok" : "not ok";
                for (const auto& one : mailboxes)
                    listed += (one.can_be_opened() ? " " : " -") + one.name;
            });
        CHECK(t.server.heard() == "a1 LIST \"\" \"*\"");
        t.server.says("* LIST (\\HasNoChildren) \"/\" INBOX\n"
                      "* LIST (\\noselect) \"/\" Old\n"
                      "* LIST (\\NonExistent) \"/\" Gone\n"
                      "* LIST () NIL \"Entw&APw-rfe\"\n"
                      "* LIST () \"/\" &broken\na1 OK done");
        CHECK(listed == "ok INBOX -Old -Gone Entwürfe &broken");
        CHECK(t.events.empty());
    });
}

TEST_CASE("a LIST that is refused lists nothing") {
    Greeted t;
    int called = 0;
    const auto on_listed = [&](const Result& result, const auto& mailboxes) {
        CHECK_FALSE((result && result->ok()));
        CHECK(mailboxes.empty());
        ++called;
    };
    list_mailboxes(t.client, on_listed);
    t.server.says("* LIST () \"/\" INBOX\na1 NO not today");
    list_mailboxes(t.client, on_listed);
    t.client.hang_up("gone");
    CHECK(called == 2);
}

TEST_CASE("messages are marked, copied, moved and expunged") {
    with_every_cut([](Cut cut) {
        Greeted t(cut, "* PREAUTH [CAPABILITY IMAP4rev1 MOVE UIDPLUS] hello");
        t.client.send(std::make_unique<Select>("INBOX", false, nullptr));
        t.server.says("* 3 EXISTS\na1 OK done");
        t.server.heard();
        t.events.clear();
        using enum imap::Store::Action;
        t.client.send(imap::Store{true, two_and_three, add, false, seen},
                      t.noted());
        t.client.send(imap::Copy{true, two_and_three, "Lofts"}, t.noted());
        t.client.send(imap::Move{true, two_and_three, "Lofts"}, t.noted());
        t.client.send(imap::Expunge{two_and_three}, t.noted());
        t.client.send(imap::Expunge{}, t.noted());
        CHECK(t.server.heard() == "a2 UID STORE 2:3 +FLAGS (\\Seen)\n"
                                  "a3 UID COPY 2:3 Lofts\n"
                                  "a4 UID MOVE 2:3 Lofts\n"
                                  "a5 UID EXPUNGE 2:3\na6 EXPUNGE");
        t.server.says("* 2 FETCH (FLAGS (\\Seen) UID 2)\na2 OK stored\n"
                      "a3 OK [COPYUID 9 2:3 7:8] copied\n"
                      "* OK [COPYUID 9 2:3 9:10] moved\n* 2 EXPUNGE\n"
                      "a4 OK done\na5 OK expunged\na6 NO not yours");
        CHECK(t.results == Strings{"ok stored 1", "ok copied 0", "ok done 0",
                                   "ok expunged 0", "no not yours 0"});
        CHECK(t.events == Strings{"text moved", "gone 2"});
        CHECK(t.client.known().view.count() == 2);
    });
}

TEST_CASE("STATUS takes what is said of its mailbox, and APPEND its UID") {
    with_every_cut([](Cut cut) {
        Greeted t(cut);
        t.client.send(imap::Status{"Lofts", {imap::StatusItem::messages}},
                      t.noted());
        t.client.send(imap::Append{"Lofts", seen, {}, "Loft"}, t.noted());
        CHECK(t.server.heard() ==
              "a1 STATUS Lofts (MESSAGES)\na2 APPEND Lofts (\\Seen) {4}");
        t.server.says("* STATUS Other (MESSAGES 9)\n"
                      "* STATUS Lofts (MESSAGES 4)\na1 OK done\n+ go on");
        CHECK(t.server.heard() == "Loft");
        t.server.says("a2 NO [TRYCREATE] there is none");
        CHECK(t.results == Strings{"ok done 1", "no there is none 0"});
        CHECK(t.events == Strings{"other"});
    });
}
