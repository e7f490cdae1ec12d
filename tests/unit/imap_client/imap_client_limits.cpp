#include "proto_client/imap/fetch.hpp"
#include "tests/unit/imap_client/scripted_server.hpp"

TEST_CASE("a greeting that is none ends the conversation") {
    const auto why = [](std::string_view first) {
        Greeted t(0, first);
        CHECK(t.client.finished());
        return t.client.why();
    };
    CHECK(why("220 mail ESMTP") ==
          "this is no IMAP server; it said \"220 mail ESMTP\"");
    CHECK(why("* hello \x1b[2J") == "this is no IMAP server");
    CHECK(why("\x1b[2J") == "this is no IMAP server; it said \"?[2J\"");
    CHECK(why("a1 OK hi") == "this is no IMAP server");
    CHECK(why("* BYE slow down please") ==
          "the server has turned us away: \"slow down please\"");
}

TEST_CASE("a server that does not greet is given up") {
    ImapEvents events;
    ImapClient client(events);
    ScriptedServer server(client, 0);
    server.wait(1s);
    server.says("* OK"); // its end has come, so this greets
    CHECK(client.known().state == Known::State::not_authenticated);
    ImapClient silent(events);
    ScriptedServer none(silent, 0);
    none.wait(1s);
    none.send("* O");
    none.wait(limits::greeting - 1s);
    CHECK_FALSE(silent.finished());
    none.wait(1s);
    CHECK(silent.why() == "the server has not greeted within 60 seconds");
}

TEST_CASE("a reply may take so long, and news do not put it off") {
    Greeted t;
    t.client.send(imap::Noop{}, t.noted());
    t.server.wait(1s);
    for (auto waited = 1s; waited < limits::reply; waited += 1s) {
        t.server.says("* OK Still here");
        t.server.send("* 4 EX");
        t.server.says("ISTS");
        t.server.wait(1s);
    }
    CHECK_FALSE(t.client.finished());
    t.server.wait(1s);
    CHECK(t.results ==
          Strings{"none: the server has not answered within 60 seconds"});
}

TEST_CASE("data that was asked for puts the limit off, but not for ever") {
    Greeted t;
    t.client.send(imap::List{"", {"*"}}, t.noted());
    t.server.wait(1s);
    auto waited = 0s;
    while (!t.client.finished()) {
        t.server.says("* LIST () \"/\" x");
        t.server.wait(50s);
        waited += 50s;
    }
    CHECK(waited >= limits::whole_reply);
    CHECK(waited < limits::whole_reply + 100s);
    CHECK(t.client.why() == "the server has not answered within 1800 seconds");
}

TEST_CASE("a literal on its way is no silence") {
    Greeted t(0, "* PREAUTH [CAPABILITY X] hi");
    t.client.send(imap::List{"", {"*"}}, t.noted());
    t.server.send("* LIST () \"/\" {1000}\r\n");
    for (int i = 0; i < 10; ++i) {
        t.server.wait(50s);
        t.server.send("x");
    }
    CHECK_FALSE(t.client.finished());
    t.server.wait(limits::reply + 1s);
    CHECK(t.client.finished());
}

TEST_CASE("a line, and a response with its literals, may be so long") {
    const auto survives = [](const std::string& octets) {
        Greeted t;
        t.server.send(octets);
        CHECK(t.client.held() <=
              limits::without_bodies.response + limits::without_bodies.line);
        return !t.client.finished();
    };
    const auto line = limits::without_bodies.line;
    const std::string start = "* OK ";
    const auto text = [&](std::size_t size) {
        return start + std::string(size - start.size(), 'x') + "\r\n";
    };
    CHECK(survives(text(line - 1)));
    CHECK(survives(text(line)));
    CHECK_FALSE(survives(text(line + 1)));
    CHECK_FALSE(survives(std::string(line + 1, 'x')));

    const auto response = limits::without_bodies.response;
    const auto literal = [&](std::size_t octets) {
        return "* XX {" + std::to_string(octets) + "}\r\n";
    };
    const auto most = response - literal(response).size();
    CHECK(survives(literal(most - 1)));
    CHECK(survives(literal(most)));
    CHECK_FALSE(survives(literal(most + 1)));
    CHECK_FALSE(survives(literal(104'857'600)));
}

TEST_CASE("one command collects so much") {
    const auto survives = [](std::size_t responses) {
        Greeted t;
        t.client.send(imap::List{"", {"*"}}, t.noted());
        std::string all;
        for (std::size_t i = 0; i < responses; ++i)
            all += "* LIST () \"/\" x\r\n";
        t.server.send(all);
        return !t.client.finished();
    };
    CHECK(survives(limits::collected - 1));
    CHECK(survives(limits::collected));
    CHECK_FALSE(survives(limits::collected + 1));
}

TEST_CASE("a server may talk nonsense, but not for ever") {
    Greeted t;
    for (int i = 1; i < limits::troubles; ++i) t.server.says("nonsense");
    CHECK_FALSE(t.client.finished());
    CHECK(t.events.size() == std::size_t{limits::troubles} - 1);
    t.server.says("non\x1b[2Jsense");
    CHECK(t.client.finished());
    CHECK(t.client.why().find('\x1b') == std::string::npos);
}

TEST_CASE(
    "EXISTS costs nothing, however often it comes and however large it is") {
    Greeted t;
    for (int i = 0; i < 1000; ++i) {
        t.server.says("* 4294967295 EXISTS");
        t.events.clear();
    }
    CHECK(t.client.held() == 0);
    CHECK(t.client.known().view.count() == UINT32_MAX);
}
