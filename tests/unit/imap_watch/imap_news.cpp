#include "tests/unit/imap_watch/imap_news_fixture.hpp"

using Tls = Entry::Tls;

// These tests play every cut of the octets that the server says.

TEST_CASE("at first a mailbox is as old as its last message") {
    with_every_cut([](Cut cut) {
        News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, {}, cut);
        news.opens(3);
        CHECK(news.server.heard() == "a3 UID FETCH * UID");
        news.server.says("* 3 FETCH (UID 9)\na3 OK done");
        CHECK(news.server.heard() == "a4 IDLE");
        news.server.says("+ idling");
        CHECK(news.position == "7 9");
        CHECK(news.take_events() == Strings{"ready 3", "waits for a push"});
    });
}

TEST_CASE("if the last message has just gone, the one before it is the last") {
    News news;
    news.opens(3);
    news.server.says("a3 NO [EXPUNGEISSUED] gone");
    CHECK(news.server.heard() == "a3 UID FETCH * UID\na4 UID FETCH 1:* UID");
    news.server.says("* 1 FETCH (UID 8)\n* 2 FETCH (UID 9)\na4 NO "
                     "[EXPUNGEISSUED] gone");
    CHECK(news.position == "7 9");
    CHECK(news.take_events() == Strings{"ready 3"});
}

TEST_CASE("what came while we were away is told in the order of the UIDs") {
    with_every_cut([](Cut cut) {
        News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9", cut);
        news.opens(3);
        CHECK(news.server.heard() == "a3 UID FETCH 10:* UID");
        news.server.says("* 3 FETCH (UID 12)\n* 2 FETCH (UID 10)\na3 OK done");
        CHECK(news.server.heard() == "a4 UID FETCH 10,12 (UID ENVELOPE)");
        news.server.says(envelope(3, 12, "Loft") + "\n" +
                         envelope(2, 10, "Studio") + "\na4 OK done");
        CHECK(news.server.heard() == "a5 IDLE");
        CHECK(news.position == "7 12");
        CHECK(news.take_events() == Strings{"ready 3",
                                            "told 10 Studio Bo <bo@x.org>",
                                            "told 12 Loft Bo <bo@x.org>"});
    });
}

TEST_CASE("the first octets of a message are told with it, if that is asked") {
    with_every_cut([](Cut cut) {
        News news(
            {.entry = {{"anna", "x"}}, .mailbox = "INBOX", .source_octets = 5},
            "7 9", cut);
        news.opens(1);
        news.server.heard();
        news.server.says("* 1 FETCH (UID 10)\na3 OK done");
        CHECK(news.server.heard() ==
              "a4 UID FETCH 10 (UID ENVELOPE BODY.PEEK[]<0.5>)");
        // A server may send the parts of a message one by one.
        news.server.says("* 1 FETCH (UID 10 BODY[]<0> \"Hello\")\n" +
                         envelope(1, 10, "Loft") + "\na4 OK done");
        CHECK(news.take_events() ==
              Strings{"ready 1", "told 10 Loft Bo <bo@x.org> Hello"});
    });
}

TEST_CASE("the last message is not told again, whatever * stands for") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(3);
    news.server.says("* 3 FETCH (UID 9)\na3 OK done");
    news.server.heard();
    CHECK(news.take_events() == Strings{"ready 3"});
}

TEST_CASE("a push leaves idling, and nothing is missed before the next IDLE") {
    with_every_cut([](Cut cut) {
        News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9", cut);
        news.opens(0);
        CHECK(news.server.heard() == "a3 IDLE");
        news.server.says("* 1 EXISTS\n+ idling");
        CHECK(news.server.heard() == "DONE");
        news.server.says("* 2 EXISTS\na3 OK done");
        CHECK(news.server.heard() == "a4 UID FETCH 10:* UID");
        news.server.says("* 1 FETCH (UID 10)\n* 3 EXISTS\na4 OK done");
        news.server.says(envelope(1, 10, "x") + "\na5 OK done");
        CHECK(news.server.heard() ==
              "a5 UID FETCH 10 (UID ENVELOPE)\na6 UID FETCH 11:* UID");
        news.server.says("* 2 FETCH (UID 11)\n* 3 FETCH (UID 12)\na6 OK done");
        news.server.says("a7 NO [EXPUNGEISSUED] gone");
        CHECK(news.server.heard() ==
              "a7 UID FETCH 11:12 (UID ENVELOPE)\na8 IDLE");
        CHECK(news.take_events() == Strings{"ready 0", "nudged",
                                            "told 10 x Bo <bo@x.org>", "nudged",
                                            "told 11", "told 12"});
        CHECK(news.position == "7 12");
    });
}

TEST_CASE("other flags and messages that are gone are told as such") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(3);
    news.server.says("* 3 FETCH (UID 9)\na3 OK done\n+ idling");
    news.take_events();
    news.server.says("* 3 FETCH (FLAGS (\\Seen $Loft))\n* 1 FETCH (FLAGS ())");
    news.server.says("* 1 EXPUNGE\n* 2 EXPUNGE");
    CHECK(news.take_events() ==
          Strings{"flags 9 \\Seen $Loft", "flags 0 ", "gone 0 ", "gone 9 "});
}

TEST_CASE("a message that has gone before it was told is not told") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(2);
    news.server.says("* 1 FETCH (UID 10)\n* 2 FETCH (UID 11)\na3 OK done");
    news.server.says("* 1 EXPUNGE\n" + envelope(1, 11, "x") + "\na4 OK done");
    CHECK(news.take_events() ==
          Strings{"ready 2", "gone 10 ", "told 11 x Bo <bo@x.org>"});
    CHECK(news.position == "7 11");
}

TEST_CASE("other UIDs in the mailbox are a new beginning, and it is told") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "6 9");
    news.opens(2);
    CHECK(news.server.heard() == "a3 UID FETCH * UID");
    news.server.says("* 2 FETCH (UID 2)\na3 OK done");
    CHECK(news.position == "7 2");
    CHECK(news.take_events() ==
          Strings{"ready 2",
                  "trouble: the server has numbered the mailbox anew "
                  "(UIDVALIDITY was 6 and is 7): what is in it now counts as "
                  "told"});
}

TEST_CASE("a position that cannot be read is a new beginning, and it is told") {
    for (const auto* text : {"", "7", "7 x", "7 9 1", "7 4294967296"}) {
        News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, text);
        news.opens(0);
        CHECK(news.take_events().back().starts_with("trouble: the place"));
        CHECK(news.position == "7 0");
    }
}

TEST_CASE("a watch may begin with a message or with a day") {
    News from({.entry = {{"anna", "x"}}, .mailbox = "INBOX", .from = 5});
    from.opens(2);
    CHECK(from.server.heard() == "a3 UID FETCH 5:* UID");
    CHECK(from.position == "7 4");
    using namespace std::chrono;
    News since({.entry = {{"anna", "x"}},
                .mailbox = "INBOX",
                .since = 2026y / November / 9});
    since.opens(2);
    CHECK(since.server.heard() == "a3 UID SEARCH SINCE 9-Nov-2026");
    since.server.says("* SEARCH 8 9\na3 OK done");
    CHECK(since.server.heard() == "a4 UID FETCH 8:* UID");
}

TEST_CASE("a question that is refused ends the connection: it is asked again") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(2);
    news.server.says("a3 NO [UNAVAILABLE] later");
    CHECK(news.session->finished());
    CHECK(news.source.refusal().kind == watch::Refusal::Kind::temporary);
    CHECK(news.source.why() ==
          "the server does not say what is new: [UNAVAILABLE] later");
    CHECK(news.position == "7 9");
}

TEST_CASE("a server that closes the mailbox is left") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(0);
    news.server.says("+ idling\n* OK [CLOSED] renamed");
    CHECK(news.session->finished());
    CHECK(news.source.why() == "the server has closed the mailbox: renamed");
}

TEST_CASE("an alert is shown, and a keepalive is not") {
    News news({.entry = {{"anna", "x"}}, .mailbox = "INBOX"}, "7 9");
    news.opens(0);
    news.server.says("+ idling\n* OK Still here\n* NO [ALERT] disk is full");
    CHECK(news.take_events() ==
          Strings{"ready 0", "waits for a push",
                  "trouble: the server says: disk is full"});
}
