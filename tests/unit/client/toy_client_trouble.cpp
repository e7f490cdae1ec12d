#include "proto_client/limits.hpp"
#include "proto_client/toy/greeting.hpp"
#include "tests/unit/client/toy_client_fixture.hpp"

using toy_client::in_quotes;

// What the toy client does when a server is wrong.

TEST_CASE("replies and go-aheads that nobody waits for are survived") {
    Fixture f;
    CHECK(f.hears("ok 7\n+ go\n").empty());
    CHECK(f.news() ==
          Strings{"trouble: a reply that nobody waits for: 'ok 7'",
                  "trouble: a go-ahead that nobody waits for: '+ go'"});
    f.idles();
    CHECK(f.hears("bad expected done\n").empty());
    CHECK(f.news() == Strings{"trouble: a reply that nobody waits for: "
                              "'bad expected done'"});
    CHECK(f.client.idling_since());
    CHECK(f.sends(toy::Count{}) == "done\r\n");
}

TEST_CASE("lines that make no sense are survived, and shown harmlessly") {
    Fixture f;
    f.sends(toy::Count{});
    f.hears("\x1b[2Jboo\n" + std::string(1001, 'x') + "\nmaybe 3\n\nok 3\n");
    CHECK(f.replies == Strings{"ok 3"});
    CHECK(f.news() ==
          Strings{"trouble: no line of the toy: '\\x1B[2Jboo': a control "
                  "character",
                  "trouble: a line longer than 1000 octets",
                  "trouble: no line of the toy: 'maybe 3': a line begins "
                  "with *, +, ok, no or bad",
                  "trouble: no line of the toy: '': a line begins with *, +, "
                  "ok, no or bad"});
}

TEST_CASE("a server that only talks nonsense is left in the end") {
    Fixture f;
    for (int i = 1; i < client::limits::troubles; ++i) f.hears("boo\n");
    CHECK_FALSE(f.client.finished());
    f.hears("boo\n");
    CHECK(f.client.finished());
}

TEST_CASE("a server that refuses to let us idle is not asked again") {
    const auto answer =
        GENERATE(as<std::string>{}, "ok fine", "no", "bad unknown command");
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.hears(answer + "\n") == "count\r\n");
    CHECK(f.hears("ok 3\n").empty());
    CHECK(f.replies == Strings{"ok 3"});
    CHECK(f.news() ==
          Strings{"unsubscribed: idle was refused with '" + answer + "'"});
    CHECK(f.subscribes() == "idle\r\n");
}

TEST_CASE("a server that ends idling by itself hears no done") {
    Fixture f;
    f.idles();
    CHECK(f.hears("ok enough\n").empty());
    CHECK(f.news() == Strings{"unsubscribed: idling was ended with "
                              "'ok enough'"});
    CHECK(f.sends(toy::Count{}) == "count\r\n");
}

TEST_CASE("whatever answers done ends idling") {
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.hears("bad unknown command\n") == "count\r\n");
    CHECK(f.news() == Strings{"trouble: done was answered with "
                              "'bad unknown command'"});
}

TEST_CASE("when the ends disagree whether we idle, no reply is mistaken") {
    const auto answer = GENERATE(as<std::string>{}, "bad done without idle",
                                 "bad expected done");
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Read{1}) == "done\r\n");
    f.sends(toy::Read{2});
    CHECK(f.hears("ok enough\n") ==
          "read 1\r\nread 2\r\n"); // it has crossed our done
    f.hears(answer + std::string("\nok Studio\nok Flat\n"));
    CHECK(f.client.finished());
    const auto why =
        "the server and we are out of step: it said '" + answer + "'";
    CHECK(f.client.why() == why);
    CHECK(f.replies == Strings{"none: " + why, "none: " + why});
}

TEST_CASE("a server that idles though it refused is found out") {
    Fixture f;
    f.subscribes();
    f.hears("no\n+ idling\n");
    CHECK(f.sends(toy::Count{}) == "count\r\n");
    f.hears("bad anything\n");
    CHECK(f.client.why() ==
          "the server and we are out of step: it said 'bad anything'");
}

TEST_CASE("a bad that cannot be about idling is a reply, whatever it says") {
    Fixture f;
    f.sends(toy::Count{});
    f.hears("bad expected done\n");
    f.idles();
    f.sends(toy::Read{1});
    f.hears("ok done\nok Studio\n");
    f.hears("+ idling\n");
    f.client.unsubscribe();
    f.hears("ok done\n");
    f.sends(toy::Read{2});
    f.hears("no message 2\n");
    f.sends(toy::Post{"Loft"});
    f.hears("bad done without idle\n");
    CHECK(f.replies == Strings{"bad expected done", "ok Studio", "no message 2",
                               "bad done without idle"});
    CHECK_FALSE(f.client.finished());
}

TEST_CASE("a server of another protocol is named") {
    struct Case {
        const char* line;
        const char* speaks;
    };
    const auto one = GENERATE(
        values<Case>({{"* OK [CAPABILITY IMAP4rev1] ready", "speak IMAP"},
                      {"HTTP/1.1 400 Bad Request", "speak HTTP"},
                      {"SSH-2.0-OpenSSH_9.2p1", "speak SSH"},
                      {"* hello toy/2 3 messages", "another version"},
                      {"ok 3", "no server of the toy"}}));
    Fixture f(std::string(one.line) + "\n");
    CHECK(f.client.finished());
    INFO(f.client.why());
    CHECK(f.client.why().find(one.speaks) != std::string::npos);
}

TEST_CASE("a greeting that is no text is shown harmlessly") {
    CHECK(in_quotes("\x1b]0;x\a\xff") == "'\\x1B]0;x\\x07\\xFF'");
    std::string long_line;
    for (int i = 0; i < 61; ++i) long_line += static_cast<char>('a' + i % 26);
    CHECK(in_quotes(long_line) == "'" + long_line.substr(0, 60) + "'...");
}
