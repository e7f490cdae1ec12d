#include "proto_client/imap/fetch.hpp"
#include "proto_client/imap/search.hpp"
#include "proto_client/imap/select.hpp"
#include "tests/unit/imap_client/scripted_server.hpp"

namespace {

/// A client that has selected a mailbox of three messages, by command a1.
struct Selected : Greeted {
    explicit Selected(Cut cut = 0) : Greeted(cut) {
        client.send(std::make_unique<Select>("INBOX", false, noted()));
        CHECK(server.heard() == "a1 SELECT INBOX");
        server.says("* 3 EXISTS\n* OK [UIDVALIDITY 9] valid\na1 OK done");
        CHECK(std::exchange(results, {}) == Strings{"ok done 0"});
        events.clear();
    }
};

const imap::SequenceSet one_to_three{{{1, 3}}};
const std::vector<imap::FetchItem> flags{{imap::FetchItem::Kind::flags}};
const std::vector<imap::FetchItem> envelope{{imap::FetchItem::Kind::envelope}};

} // namespace

TEST_CASE("a reply belongs to its tag, in whatever order they come") {
    with_every_cut([](Cut cut) {
        Greeted t(cut);
        t.client.send(imap::Noop{}, t.noted());
        t.client.send(imap::Capability{}, t.noted());
        t.client.send(imap::List{"", {"*"}}, t.noted());
        CHECK(t.server.heard() == "a1 NOOP\na2 CAPABILITY\na3 LIST \"\" \"*\"");
        t.server.says("* LIST () \"/\" INBOX\n* CAPABILITY IMAP4rev1\n"
                      "* LIST () \"/\" Lofts\na3 OK listed\na1 OK nothing\n"
                      "a2 BAD hm");
        CHECK(t.results == Strings{"ok listed 2", "ok nothing 0", "no hm 1"});
        CHECK(t.events.empty());
    });
}

TEST_CASE("what a command has not asked for is an event at once") {
    with_every_cut([](Cut cut) {
        Selected t(cut);
        t.client.send(imap::Noop{}, t.noted());
        t.server.says("* 4 EXISTS\n* LIST () \"/\" x\n* SEARCH 1");
        CHECK(t.take_events() == Strings{"exists 4", "other", "other"});
        t.server.says("a2 OK done");
        CHECK(t.results == Strings{"ok done 0"});
    });
}

TEST_CASE("a FETCH takes messages, and leaves news of flags") {
    with_every_cut([](Cut cut) {
        Selected t(cut);
        Strings found;
        t.client.send(std::make_unique<Fetch>(
            one_to_three, envelope,
            [&](Uid uid, const auto&) { found.push_back(std::to_string(uid)); },
            t.noted()));
        CHECK(t.server.heard() == "a2 UID FETCH 1:3 ENVELOPE");
        t.server.says("* 2 FETCH (FLAGS (\\Seen))\n"
                      "* 1 FETCH (UID 11 ENVELOPE (NIL {4}\nLoft NIL NIL NIL "
                      "NIL NIL NIL NIL NIL))\n* 2 FETCH (UID 12 FLAGS ())");
        CHECK(found == Strings{"11"});
        CHECK(t.take_events() == Strings{"flags 0", "flags 12"});
        t.server.says("a2 OK done");
        CHECK(t.results == Strings{"ok done 0"});
    });
}

TEST_CASE("a literal waits for +, and so does everything behind it") {
    with_every_cut([](Cut cut) {
        Greeted t(cut);
        t.client.send(imap::Append{"INBOX", {}, {}, "Loft"}, t.noted());
        t.client.send(imap::Noop{}, t.noted());
        CHECK(t.server.heard() == "a1 APPEND INBOX {4}");
        t.server.says("* OK wait a moment\n+ go on");
        CHECK(t.server.heard() == "Loft\na2 NOOP");
        t.server.says("a1 OK [APPENDUID 9 4] kept\na2 OK");
        CHECK(t.results.front() == "ok kept 0");
    });
}

TEST_CASE("a refused literal is not sent, and what waits goes on") {
    Greeted t;
    t.client.send(imap::Append{"INBOX", {}, {}, "Loft"}, t.noted());
    t.client.send(imap::Noop{}, t.noted());
    t.server.heard();
    t.server.says("a1 NO too big");
    CHECK(t.server.heard() == "a2 NOOP");
    CHECK(t.results == Strings{"no too big 0"});
}

TEST_CASE("literals go unasked as far as the server allows") {
    const std::string small(limits::literal_minus, 'x');
    const auto sent = [](const std::string& capability, std::string message) {
        Greeted t(0, "* PREAUTH [CAPABILITY IMAP4rev1 " + capability + "] hi");
        t.client.send(imap::Append{"x", {}, {}, std::move(message)}, {});
        const auto heard = t.server.heard();
        return heard.substr(0, heard.find('\n'));
    };
    CHECK(sent("IDLE", "abc") == "a1 APPEND x {3}");
    CHECK(sent("LITERAL+", small + "y") == "a1 APPEND x {4097+}");
    CHECK(sent("LITERAL-", small) == "a1 APPEND x {4096+}");
    CHECK(sent("LITERAL-", small + "y") == "a1 APPEND x {4097}");
}

TEST_CASE("a command that the state does not allow is refused at once") {
    Greeted before_login(0, "* OK hello");
    before_login.client.send(imap::Create{"x"}, before_login.noted());
    before_login.client.send(
        std::make_unique<Select>("INBOX", true, before_login.noted()));
    CHECK(before_login.results ==
          Strings(2, "none: the command is not allowed before login"));
    Greeted no_mailbox;
    CHECK(no_mailbox.client.send(imap::Fetch{true, one_to_three, flags},
                                 no_mailbox.noted()) == 0);
    CHECK(no_mailbox.results == Strings{"none: the command is not allowed "
                                        "without a selected mailbox"});
    Selected t;
    t.client.send(
        std::make_unique<Exchange>(imap::Login{"ann", "x"}, t.noted()));
    CHECK(t.results ==
          Strings{"none: the command is not allowed with a selected mailbox"});
    CHECK(t.server.heard().empty());

    ImapEvents events;
    ImapClient early(events);
    early.send(imap::Noop{}, t.noted());
    CHECK(t.results.back() ==
          "none: the command is not allowed before the greeting");
}

TEST_CASE("a command that the server does not offer is refused at once") {
    Greeted t(0, "* PREAUTH [CAPABILITY IMAP4rev1] hi");
    t.client.send(imap::Id{}, t.noted());
    CHECK(t.results == Strings{"none: the server does not offer ID"});
    Greeted rev2(0, "* PREAUTH [CAPABILITY IMAP4rev2] hi");
    rev2.client.send(imap::Namespace{}, rev2.noted());
    CHECK(rev2.server.heard() == "a1 NAMESPACE");
    Greeted untold;
    untold.client.send(imap::Namespace{}, untold.noted());
    CHECK(untold.server.heard() == "a1 NAMESPACE");
}

TEST_CASE("a command that waits is refused when the state has changed") {
    Selected t;
    t.client.send(std::make_unique<Leave>(imap::Close{}, t.noted()));
    t.client.send(imap::Check{}, t.noted());
    CHECK(t.server.heard() == "a2 CLOSE");
    t.server.says("a2 OK closed");
    CHECK(t.server.heard().empty());
    CHECK(t.results == Strings{"ok closed 0",
                               "none: the command is not allowed without a "
                               "selected mailbox"});
}

TEST_CASE("so many commands are in flight, and so many wait") {
    Greeted t;
    for (std::size_t i = 0; i < limits::in_flight; ++i)
        t.client.send(imap::Noop{}, {});
    t.server.heard();
    for (std::size_t i = 0; i < limits::waiting; ++i)
        CHECK(t.client.send(imap::Noop{}, t.noted()) != 0);
    CHECK(t.server.heard().empty());
    CHECK(t.client.send(imap::Noop{}, t.noted()) == 0);
    CHECK(t.results == Strings{"none: too many commands wait to be sent"});
    t.server.says("a7 OK one is done");
    CHECK(t.server.heard() == "a33 NOOP");
}

TEST_CASE("nothing is believed of single messages while a mailbox opens") {
    with_every_cut([](Cut cut) {
        Selected t(cut);
        t.client.send(std::make_unique<Select>("Lofts", true, t.noted()));
        t.server.heard();
        t.server.says("* 2 EXPUNGE\n* 1 FETCH (UID 77 FLAGS ())\n"
                      "* OK [CLOSED] the old one\n* 8 EXISTS\n"
                      "* OK [UIDVALIDITY 5] v\na2 OK opened");
        CHECK(t.client.known().view.count() == 8);
        CHECK_FALSE(t.client.known().view.uid(1));
        CHECK(t.client.known().uid_validity == 5);
    });
}

TEST_CASE("after a SELECT that failed no mailbox is selected") {
    Selected t;
    t.client.send(std::make_unique<Select>("Gone", true, t.noted()));
    t.server.says("a2 NO [NONEXISTENT] gone");
    CHECK(t.client.known().state == Known::State::authenticated);
    CHECK(t.client.known().view.count() == 0);
}

TEST_CASE("a server that closes the mailbox by itself is believed") {
    Selected t;
    t.server.says("* OK [CLOSED] it was deleted");
    CHECK(t.client.known().state == Known::State::authenticated);
    CHECK(t.take_events() == Strings{"text it was deleted"});
}

TEST_CASE("VANISHED is understood whether it was enabled or not") {
    Selected t;
    t.server.says("* 1 FETCH (UID 11)\n* 2 FETCH (UID 12)\n* 3 FETCH (UID 13)");
    t.server.says("* VANISHED 12:13\n* VANISHED (EARLIER) 1:9,11");
    CHECK(t.take_events() == Strings{"gone 12", "gone 13", "gone 11"});
}

TEST_CASE("a search finds the same by SEARCH and by ESEARCH") {
    const auto found = [](const std::string& capability, const char* asked,
                          const std::string& answer) {
        Greeted t(0, "* PREAUTH [CAPABILITY " + capability + "] hi");
        t.client.send(std::make_unique<Select>("INBOX", true, t.noted()));
        t.server.says("a1 OK selected");
        t.server.heard();
        std::vector<Uid> uids;
        search(t.client, {imap::SearchKey{}},
               [&](const Found& all) { uids = all.value(); });
        CHECK(t.server.heard() == asked);
        t.server.says(answer + "\na2 OK done");
        return uids;
    };
    const std::vector<Uid> expected{3, 4, 5, 9};
    CHECK(found("IMAP4rev1", "a2 UID SEARCH ALL",
                "* SEARCH 9 3\n* SEARCH 5 4 3") == expected);
    CHECK(found("ESEARCH", "a2 UID SEARCH RETURN (ALL) ALL",
                "* ESEARCH (TAG \"a2\") UID ALL 9,3:5") == expected);
}

TEST_CASE("a command that was forgotten ends in silence") {
    Greeted t;
    const auto first = t.client.send(imap::Noop{}, t.noted());
    const auto second = t.client.send(imap::Noop{}, t.noted());
    t.client.forget(first);
    t.server.says("a1 OK\na2 OK second");
    t.client.forget(second);
    CHECK(t.results == Strings{"ok second 0"});
}

TEST_CASE("goodbye is said in order, and answered or not") {
    Greeted t;
    t.client.send(imap::Noop{}, t.noted());
    t.server.heard();
    t.client.say_bye({});
    CHECK(t.server.heard() == "a2 LOGOUT");
    t.client.send(imap::Noop{}, t.noted());
    CHECK(t.results == Strings{"none: the conversation is over"});
    t.server.says("a1 OK\n* BYE see you\na2 OK bye");
    CHECK(t.client.finished());
    CHECK(t.client.why().empty());

    Greeted silent;
    silent.client.say_bye({});
    silent.server.wait(1s);
    CHECK_FALSE(silent.client.finished());
    silent.server.wait(1s);
    CHECK(silent.client.finished());
}

TEST_CASE("handlers may say what they want, and hang up") {
    Greeted t;
    t.client.send(imap::Noop{}, [&](const Result&) {
        t.client.send(imap::Noop{}, [&](const Result&) {
            t.client.send(imap::Noop{}, t.noted());
            t.client.hang_up("enough");
            t.client.send(imap::Noop{}, t.noted());
        });
        t.results.push_back("said: " + t.client.output());
    });
    t.server.heard();
    t.server.says("a1 OK\na2 OK\na3 OK");
    CHECK(t.results ==
          Strings{"said: ", "none: enough", "none: the conversation is over"});
}
