#include "common/transcript/live.hpp"
#include "tests/unit/catch.hpp"

#include <sstream>

using namespace transcript;

TEST_CASE("a conversation is shown line by line, wherever the octets are cut") {
    for (const std::size_t size : {1u, 2u, 3u, 100u}) {
        std::ostringstream out;
        LiveWire live(out, false);
        live.opened(2, "from 127.0.0.1:5");
        const auto pass = [&](Side from, std::string_view octets) {
            for (; !octets.empty();
                 octets.remove_prefix(std::min(size, octets.size())))
                live.passed(2, from, octets.substr(0, size));
        };
        pass(Side::server, "* hello toy/1 3 messages\r\n");
        pass(Side::client, "count\r\ncount\n");
        pass(Side::server, "ok 3\r\nok 3\r\n");
        pass(Side::client, "don");
        live.closed(2);
        CHECK(out.str() == "# 2 connected from 127.0.0.1:5\n"
                           "S2: * hello toy/1 3 messages\n"
                           "C2: count\n"
                           "C2: count\\n\\\n"
                           "S2: ok 3\n"
                           "S2: ok 3\n"
                           "C2: don\\\n"
                           "# 2 closed\n");
    }
}

TEST_CASE("two sides that speak at once are kept apart") {
    std::ostringstream out;
    LiveWire live(out, false);
    live.passed(1, Side::client, "do");
    live.passed(1, Side::server, "* new 4\r");
    live.passed(70000, Side::client, "noop\r\n");
    live.passed(1, Side::client, "ne\r\n");
    live.passed(1, Side::server, "\n");
    CHECK(out.str() == "C70000: noop\nC1: done\nS1: * new 4\n");
}

TEST_CASE("a very long line is shown shortened, with its length") {
    std::ostringstream out;
    LiveWire live(out, false);
    for (int i = 0; i < 1000; ++i) live.passed(1, Side::client, "0123456789");
    live.passed(1, Side::client, "\r\nnoop\r\n");
    const auto text = out.str();
    CHECK(text.size() < 1100);
    CHECK(text.find("789  # the first 1000 of 10000 octets\nC1: noop\n") !=
          text.npos);
}

TEST_CASE("with colour the sides differ, and events are bold") {
    std::ostringstream out;
    LiveWire live(out, true);
    live.passed(1, Side::client, "done\r\n");
    live.passed(1, Side::server, "* new 4\r\nok done\r\n");
    CHECK(out.str() == "\x1b[36mC1: done\x1b[0m\n"
                       "\x1b[1;33mS1: * new 4\x1b[0m\n"
                       "\x1b[33mS1: ok done\x1b[0m\n");
}

TEST_CASE("a text of the toy is no password") {
    std::ostringstream out;
    LiveWire live(out, false);
    live.passed(1, Side::server, "* hello toy/1 3 messages\r\n");
    out.str({});
    live.passed(1, Side::client, "post login at nine\r\n");
    CHECK(out.str() == "C1: post login at nine\n");
}

TEST_CASE("passwords and tokens are hidden") {
    std::ostringstream out;
    LiveWire live(out, false);
    const auto shown = [&](Side from, const std::string& octets) {
        out.str({});
        live.passed(1, from, octets);
        return out.str();
    };
    const auto client = [&](const std::string& line) {
        return shown(Side::client, line + "\r\n");
    };
    CHECK(client("a login ann secret") == "C1: a login (hidden)\n");
    CHECK(client(" a login ann secret") == "C1:  a login (hidden)\n");
    CHECK(client("b NOOP") == "C1: b NOOP\n");
    CHECK(client("c AUTHENTICATE PLAIN AGFubgBz") ==
          "C1: c AUTHENTICATE PLAIN (hidden)\n");
    CHECK(client("d AUTHENTICATE XOAUTH2") == "C1: d AUTHENTICATE XOAUTH2\n");
    CHECK(client("AGFubgBz") == "C1: (hidden)\n");
    shown(Side::server, "d OK in\r\n");
    CHECK(client("e SEARCH TEXT LOGIN") == "C1: e SEARCH TEXT LOGIN\n");

    // Each answer to a challenge, as the mechanism LOGIN has two.
    client("c2 AUTHENTICATE LOGIN");
    shown(Side::server, "+ VXNlcm5hbWU6\r\n");
    CHECK(client("YW5u") == "C1: (hidden)\n");
    shown(Side::server, "+ UGFzc3dvcmQ6\r\n");
    CHECK(client("c2VjcmV0") == "C1: (hidden)\n");
    shown(Side::server, "+ \r\n");
    CHECK(client("") == "C1: \n");
    shown(Side::server, "+ more\r\n");
    CHECK(client("*") == "C1: *\n");
    shown(Side::server, "+ more\r\nc2 NO no\r\n");
    CHECK(client("d2 IDLE") == "C1: d2 IDLE\n");
    shown(Side::server, "+ idling\r\n");
    CHECK(client("DONE") == "C1: DONE\n");

    // With a literal, until the server has answered.
    CHECK(client("f LOGIN ann {10}") == "C1: f LOGIN (hidden)\n");
    CHECK(shown(Side::server, "+ go on\r\n* 4 EXISTS\r\n") ==
          "S1: + go on\nS1: * 4 EXISTS\n");
    CHECK(client("sec\r\nret") == "C1: (hidden)\nC1: (hidden)\n");
    shown(Side::server, "f OK done\r\n");
    CHECK(client("g NOOP") == "C1: g NOOP\n");

    // The same if the line is longer than what is kept of it.
    CHECK(client("h LOGIN " + std::string(2000, 'x') + " {6+}") ==
          "C1: h LOGIN (hidden)\n");
    CHECK(client("secret") == "C1: (hidden)\n");
    shown(Side::server, "h NO no\r\n");

    out.str({});
    live.passed(1, Side::client, "i LOGIN ann sec");
    live.closed(1);
    CHECK(out.str() == "C1: i LOGIN (hidden)\\\n# 1 closed\n");
}
