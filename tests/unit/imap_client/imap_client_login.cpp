#include "common/transcript/live.hpp"
#include "proto_client/imap/login.hpp"
#include "proto_client/imap/start_tls.hpp"
#include "tests/unit/imap_client/scripted_server.hpp"

#include <sstream>

namespace {

const Credentials password{"ann", "secret"};
const Credentials token{"ann", "tok", true};

std::string greeting(const std::string& capabilities) {
    return "* OK [CAPABILITY IMAP4rev1 " + capabilities + "] hello";
}

/// Returns what the client says to a server that offers `capabilities` in order
/// to log in.
std::string said(const std::string& capabilities, const Credentials& who) {
    Greeted t(0, greeting(capabilities));
    log_in(t.client, who, t.noted());
    const auto heard = t.server.heard();
    return t.results.empty() ? heard : t.results.front();
}

} // namespace

TEST_CASE("the best way to log in is taken") {
    CHECK(said("", password) == "a1 LOGIN ann secret");
    CHECK(said("AUTH=PLAIN", password) == "a1 AUTHENTICATE PLAIN");
    CHECK(said("AUTH=PLAIN SASL-IR", password) ==
          "a1 AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=");
    CHECK(said("AUTH=XOAUTH2 SASL-IR", token) ==
          "a1 AUTHENTICATE XOAUTH2 dXNlcj1hbm4BYXV0aD1CZWFyZXIgdG9rAQE=");
    CHECK(said("AUTH=OAUTHBEARER AUTH=XOAUTH2 SASL-IR", token) ==
          "a1 AUTHENTICATE OAUTHBEARER "
          "bixhPWFubiwBYXV0aD1CZWFyZXIgdG9rAQE=");
    CHECK(said("LOGINDISABLED", password) ==
          "none: the server takes no password on this connection");
    CHECK(said("AUTH=PLAIN", token) ==
          "none: the server takes no tokens; give a password instead");
}

TEST_CASE("capabilities are asked for before login only if nobody told them") {
    with_every_cut([](Cut cut) {
        Greeted t(cut, "* OK hello");
        log_in(t.client, password, t.noted());
        CHECK(t.server.heard() == "a1 CAPABILITY");
        t.server.says("* CAPABILITY IMAP4rev1 auth=plain\na1 OK");
        CHECK(t.server.heard() == "a2 AUTHENTICATE PLAIN");
        t.server.says("+");
        CHECK(t.server.heard() == "AGFubgBzZWNyZXQ=");
    });
}

TEST_CASE("capabilities are asked for again after login") {
    with_every_cut([](Cut cut) {
        Greeted t(cut, greeting("IDLE"));
        log_in(t.client, password, t.noted());
        t.server.heard();
        t.server.says("a1 OK in");
        CHECK(t.server.heard() == "a2 CAPABILITY");
        CHECK_FALSE(t.client.known().offers("IDLE"));
        t.server.says("* CAPABILITY IMAP4rev1 idle\na2 OK");
        CHECK(t.results == Strings{"ok in 0"});
        CHECK(t.client.known().offers("IDLE"));
        CHECK(t.client.known().state == Known::State::authenticated);
    });
}

TEST_CASE("capabilities may come with the login, as data or as a code") {
    for (const auto* told : {"* CAPABILITY IMAP4rev1 NOTIFY\na1 OK in",
                             "a1 OK [CAPABILITY IMAP4rev1 NOTIFY] in"}) {
        Greeted t(0, greeting("IDLE"));
        log_in(t.client, password, t.noted());
        t.server.heard();
        t.server.says(told);
        CHECK(t.server.heard().empty());
        CHECK(t.results.size() == 1);
        CHECK(t.client.known().offers("NOTIFY"));
        CHECK_FALSE(t.client.known().offers("IDLE"));
    }
}

TEST_CASE("why a token is refused is answered, and kept") {
    const auto refused = [](const std::string& mechanism) {
        Greeted t(0, greeting("SASL-IR AUTH=" + mechanism));
        std::string why;
        log_in(t.client, token, [&](const Result& result) {
            why = std::get<imap::Continuation>(result->data.at(0)).text;
        });
        t.server.heard();
        t.server.says("+ eyJzdGF0dXMiOiI0MDAifQ==");
        auto heard = t.server.heard();
        t.server.says("a1 NO [AUTHENTICATIONFAILED] no");
        CHECK(why == "eyJzdGF0dXMiOiI0MDAifQ==");
        CHECK(t.client.known().state == Known::State::not_authenticated);
        return heard;
    };
    CHECK(refused("XOAUTH2").empty()); // an empty line
    CHECK(refused("OAUTHBEARER") == "AQ==");
}

TEST_CASE("a second challenge for a password is cancelled") {
    Greeted t(0, greeting("AUTH=PLAIN SASL-IR"));
    log_in(t.client, password, t.noted());
    t.server.heard();
    t.server.says("+ more?");
    CHECK(t.server.heard() == "*");
    t.server.says("a1 BAD cancelled");
    CHECK(t.results.size() == 1);
}

TEST_CASE("a password that needs a literal is sent as one") {
    Greeted t(0, greeting(""));
    log_in(t.client, {"ann", "p\xC3\xA4ss"}, t.noted());
    CHECK(t.server.heard() == "a1 LOGIN ann {5}");
    t.server.says("+");
    CHECK(t.server.heard() == "p\xC3\xA4ss");
}

TEST_CASE("whoever shows the conversation hides the secrets of a login") {
    const auto shown = [](const std::string& capabilities,
                          const Credentials& who, std::size_t portion) {
        std::ostringstream out;
        transcript::LiveWire live(out, false);
        Greeted t(0, greeting(capabilities));
        const auto show_sent = [&] {
            const auto sent = t.client.take_output();
            for (std::size_t i = 0; i < sent.size(); i += portion)
                live.passed(1, transcript::Side::client,
                            std::string_view(sent).substr(i, portion));
        };
        const auto server_says = [&](const std::string& line) {
            live.passed(1, transcript::Side::server, line + "\r\n");
            t.server.says(line);
            show_sent();
        };
        live.passed(1, transcript::Side::server,
                    greeting(capabilities) + "\r\n");
        t.client.send(imap::Noop{}, {});
        out.str({});
        log_in(t.client, who, t.noted());
        show_sent();
        server_says("a1 OK");
        server_says("+");
        server_says("+");
        server_says("a2 OK [CAPABILITY X] in");
        t.client.send(imap::Noop{}, {});
        show_sent();
        std::string client;
        std::istringstream lines(out.str());
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with("C1: ")) client += line.substr(4) + '\n';
        return client;
    };
    for (const std::size_t portion : {1U, 2U, 7U, 9999U}) {
        INFO("portion " << portion);
        CHECK(shown("", password, portion) ==
              "a1 NOOP\na2 LOGIN (hidden)\na3 NOOP\n");
        CHECK(shown("", {"ann", "p\xC3\xA4ss"}, portion) ==
              "a1 NOOP\na2 LOGIN (hidden)\n(hidden)\na3 NOOP\n");
        CHECK(shown("AUTH=PLAIN", password, portion) ==
              "a1 NOOP\na2 AUTHENTICATE PLAIN\n(hidden)\n*\na3 NOOP\n");
        CHECK(shown("AUTH=XOAUTH2 SASL-IR", token, portion) ==
              "a1 NOOP\na2 AUTHENTICATE XOAUTH2 (hidden)\n\n\na3 NOOP\n");
    }
}

TEST_CASE("after STARTTLS nothing is said or believed before TLS is there") {
    with_every_cut([](Cut cut) {
        Greeted t(cut, greeting("STARTTLS AUTH=PLAIN"));
        start_tls(t.client, [&](const auto& why) { t.results.push_back(why); });
        CHECK(t.server.heard() == "a1 STARTTLS");
        t.server.says("a1 OK begin");
        CHECK(t.client.wants_tls());
        t.client.send(imap::Noop{}, t.noted());
        CHECK(t.server.heard().empty());
        t.client.tls_started();
        CHECK(t.server.heard() == "a2 NOOP");
        CHECK_FALSE(t.client.known().capabilities);
        CHECK(t.results.empty());
    });
}

TEST_CASE("words behind the OK to STARTTLS end the conversation") {
    with_every_cut([](Cut cut) {
        Greeted t(cut, greeting("STARTTLS"));
        start_tls(t.client, {});
        t.server.says("a1 OK begin\n* CAPABILITY AUTH=PLAIN");
        CHECK(t.client.finished());
        CHECK(t.client.why().find("in plain text") != std::string::npos);
    });
}

TEST_CASE("no TLS is no secret") {
    const auto why = [](std::string_view first, std::string_view answer) {
        Greeted t(0, first);
        start_tls(t.client, [&](const auto& text) { t.results = {text}; });
        if (!answer.empty()) t.server.says(answer);
        CHECK_FALSE(t.client.wants_tls());
        return t.results.at(0);
    };
    CHECK(why("* PREAUTH welcome", "") ==
          "the command is not allowed without a selected mailbox");
    CHECK(why(greeting("IDLE"), "") == "the server does not offer STARTTLS");
    CHECK(why("* OK hello", "a1 BAD what?") == "what?");
    CHECK(why(greeting("STARTTLS"), "a1 NO not today") == "not today");
    CHECK(why(greeting("STARTTLS"), "* BYE now") ==
          "the server has said bye: \"now\"");
}
