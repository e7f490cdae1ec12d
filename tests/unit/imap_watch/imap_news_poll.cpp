// Servers that do not push, and servers that do not let us in.
#include "tests/unit/imap_watch/imap_news_fixture.hpp"

using Kind = watch::Refusal::Kind;
using Tls = Entry::Tls;

TEST_CASE("a server without IDLE is polled") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(0, "IMAP4rev1");
    CHECK(news.take_events() == Strings{"ready 0", "waits for a poll"});
    news.source.rearm();
    CHECK(news.server.heard() == "a3 NOOP");
    news.server.says("* 1 EXISTS\na3 OK done");
    CHECK(news.server.heard() == "a4 UID FETCH 10:* UID");
    CHECK(news.take_events() == Strings{"nudged"});
}

TEST_CASE("IDLE may be offered only behind the login") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.server.says("* OK hello");
    CHECK(news.server.heard() == "a1 CAPABILITY");
    news.server.says("* CAPABILITY IMAP4rev1\na1 OK done");
    CHECK(news.server.heard() == "a2 LOGIN anna x");
    news.server.says("a2 OK in");
    CHECK(news.server.heard() == "a3 CAPABILITY");
    news.server.says("* CAPABILITY IMAP4rev1 IDLE ID\na3 OK done");
    CHECK(news.server.heard() == "a4 ID (\"name\" \"idle-hands\")");
    news.server.says("a4 BAD what?");
    CHECK(news.server.heard() == "a5 EXAMINE INBOX");
    news.server.says("* 0 EXISTS\na5 OK selected");
    CHECK(news.server.heard() == "a6 IDLE");
}

TEST_CASE("a re-arm says NOOP and looks for new UIDs between two IDLEs") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(0);
    news.server.says("+ idling");
    news.server.heard();
    news.source.rearm();
    CHECK(news.server.heard() == "DONE");
    news.server.says("a3 OK done");
    CHECK(news.server.heard() == "a4 NOOP");
    news.server.says("a4 OK done");
    CHECK(news.server.heard() == "a5 UID FETCH 10:* UID");
    news.server.says("a5 OK done");
    CHECK(news.server.heard() == "a6 IDLE");
    news.server.says("+ idling");
    CHECK(news.take_events() ==
          Strings{"ready 0", "waits for a push", "waits for a push"});
}

TEST_CASE("a server that lets us idle and says nothing is polled") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(0);
    news.server.says("+ idling");
    news.source.rearm();
    news.server.says("a3 OK done\n* 1 EXISTS\na4 OK done");
    news.server.says("* 1 FETCH (UID 10)\na5 OK done\na6 OK done\n+ idling");
    CHECK(news.take_events() == Strings{"ready 0", "waits for a push", "nudged",
                                        "told 10", "waits for a poll"});
    news.server.says("* 2 EXISTS\na7 OK done\na8 OK done\n+ idling");
    CHECK(news.take_events() == Strings{"nudged", "waits for a push"});
}

TEST_CASE("an EXISTS that the server has lost is not waited for") {
    with_every_cut([](Cut cut) {
        News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9", cut);
        news.opens(1);
        news.server.says("* 1 FETCH (UID 9)\na3 OK done\n+ idling");
        news.source.rearm();
        news.server.says("a4 OK done\na5 OK noop");
        news.server.heard();
        news.server.says("* 2 FETCH (UID 10)\n* 3 FETCH (UID 11)\na6 OK done");
        CHECK(news.server.heard() == "a7 UID FETCH 10:* UID");
        news.server.says("* 2 FETCH (UID 10)\n* 3 FETCH (UID 11)\na7 OK done");
        news.server.says("a8 OK done\n+ idling");
        CHECK(news.take_events() == Strings{"ready 1", "waits for a push",
                                            "nudged", "told 10", "told 11",
                                            "waits for a poll"});
        CHECK(news.position == "7 11");
    });
}

TEST_CASE("on a quiet mailbox a look tells nothing, whatever * stands for") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(1);
    news.server.says("* 1 FETCH (UID 9)\na3 OK done\n+ idling");
    for (const auto* tags : {"a4 a5 a6", "a7 a8 a9"}) {
        const std::string idle(tags, 2), noop(tags + 3, 2), look(tags + 6, 2);
        news.source.rearm();
        news.server.says(idle + " OK done\n" + noop + " OK noop");
        news.server.says("* 1 FETCH (UID 9)\n" + look + " OK done\n+ idling");
    }
    CHECK(news.take_events() == Strings{"ready 1", "waits for a push",
                                        "waits for a push",
                                        "waits for a push"});
}

TEST_CASE("news that come while we look are asked for once") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(0);
    news.server.says("+ idling");
    news.source.rearm();
    news.server.says("a3 OK done\na4 OK noop");
    news.server.heard();
    news.server.says("* 1 EXISTS\n* 1 FETCH (UID 10)\na5 OK done");
    CHECK(news.server.heard() == "a6 UID FETCH 10:* UID");
    news.server.says("* 1 FETCH (UID 10)\na6 OK done\na7 OK done");
    CHECK(news.server.heard() == "a7 UID FETCH 10 (UID ENVELOPE)\na8 IDLE");
    CHECK(news.take_events() ==
          Strings{"ready 0", "waits for a push", "nudged", "told 10"});
}

TEST_CASE("a server that does not let us look is left to push") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(0);
    news.server.says("+ idling");
    news.source.rearm();
    news.server.says("a3 OK done\na4 OK noop\na5 NO not now\n+ idling");
    CHECK(news.take_events() ==
          Strings{"ready 0", "waits for a push", "waits for a push"});
    news.server.says("* 1 EXISTS");
    CHECK(news.take_events() == Strings{"nudged"});
}

TEST_CASE("above the last of all UIDs there is nothing to look for") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 4294967295");
    news.opens(1);
    CHECK(news.server.heard() == "a3 IDLE");
    news.server.says("+ idling");
    news.source.rearm();
    news.server.says("a3 OK done\na4 OK noop");
    CHECK(news.server.heard() == "DONE\na4 NOOP\na5 IDLE");
}

TEST_CASE("a server that refuses IDLE, or ends it again and again, is polled") {
    News refused({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    refused.opens(0);
    refused.server.says("a3 NO not now\na4 OK noop\na5 OK looked");
    CHECK(refused.take_events().back() == "waits for a poll");

    News ended({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    ended.opens(0);
    for (const auto* tags : {"a3 a4 a5", "a6 a7 a8"}) {
        const std::string idle(tags, 2), noop(tags + 3, 2), look(tags + 6, 2);
        ended.server.says("+ idling\n" + idle + " OK bored\n" + noop +
                          " OK noop\n" + look + " OK looked");
    }
    CHECK(ended.take_events().back() ==
          "trouble: the server has ended idling: bored");
    ended.server.says("+ idling\na9 OK bored\na10 OK noop\na11 OK looked");
    CHECK(ended.take_events() ==
          Strings{"waits for a push",
                  "trouble: the server has ended idling: bored; from now on it "
                  "is asked again and again",
                  "waits for a poll"});
}

TEST_CASE("a wrong password is told with the server's words") {
    News news;
    news.server.says("* OK [CAPABILITY IMAP4rev1] hello");
    news.server.says("a1 NO [AUTHENTICATIONFAILED] who are you?");
    CHECK(news.session->finished());
    CHECK(news.source.refusal().kind == Kind::password);
    CHECK(news.source.why() ==
          "login refused: [AUTHENTICATIONFAILED] who are you?");
}

TEST_CASE("a mailbox that is not there has to be set up") {
    News news;
    news.server.says("* PREAUTH [CAPABILITY IMAP4rev1] hello");
    CHECK(news.server.heard() == "a1 EXAMINE INBOX");
    news.server.says("a1 NO [NONEXISTENT] no such mailbox");
    CHECK(news.source.refusal().kind == Kind::set_up);
}

TEST_CASE("no password is said before TLS where TLS is required") {
    const ImapNews::Options options{.entry = {{"anna", "x"}, Tls::required},
                                    .mailbox = "INBOX"};
    SECTION("the server has it") {
        News news(options);
        news.server.says("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
        CHECK(news.server.heard() == "a1 STARTTLS");
        news.server.says("a1 OK go on");
        CHECK(news.session->wants_tls());
        CHECK(news.server.heard().empty());
        news.session->tls_started();
        CHECK(news.server.heard() == "a2 CAPABILITY");
        news.server.says("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\na2 OK x");
        CHECK(news.server.heard() == "a3 AUTHENTICATE PLAIN AGFubmEAeA==");
    }
    SECTION("the server, or who sits in between, does not have it") {
        News news(options);
        news.server.says("* OK [CAPABILITY IMAP4rev1] hello");
        CHECK(news.server.heard().empty());
        CHECK(news.session->finished());
        CHECK(news.source.refusal().kind == Kind::set_up);
        CHECK(news.source.why().starts_with("no TLS here: "));
    }
    SECTION("it is refused") {
        News news(options);
        news.server.says("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
        news.server.says("a1 NO out of order");
        CHECK(news.server.heard() == "a1 STARTTLS");
        CHECK(news.session->finished());
    }
    SECTION("the server greets with PREAUTH") {
        News news(options);
        news.server.says("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello");
        CHECK(news.server.heard().empty());
        CHECK(news.session->finished());
    }
}

TEST_CASE("a server that greets with PREAUTH is asked what it can") {
    News news;
    news.server.says("* PREAUTH hello");
    CHECK(news.server.heard() == "a1 CAPABILITY");
    news.server.says("* CAPABILITY IMAP4rev1 IDLE\na1 OK done");
    CHECK(news.server.heard() == "a2 EXAMINE INBOX");
    news.server.says("* 0 EXISTS\na2 OK selected");
    CHECK(news.server.heard() == "a3 IDLE");
}

TEST_CASE("where plain text is allowed, TLS is for who takes nothing else") {
    const ImapNews::Options options{.entry = {{"anna", "x"}, Tls::optional},
                                    .mailbox = "INBOX"};
    News plain(options);
    plain.server.says("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
    CHECK(plain.server.heard() == "a1 LOGIN anna x");
    News strict(options);
    strict.server.says("* OK hello");
    CHECK(strict.server.heard() == "a1 CAPABILITY");
    strict.server.says(
        "* CAPABILITY IMAP4rev1 LOGINDISABLED STARTTLS\na1 OK done");
    CHECK(strict.server.heard() == "a2 STARTTLS");
}
