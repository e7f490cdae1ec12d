// STARTTLS, and logins that others could overhear.
#include "proto_server/login/class_login.hpp"
#include "tests/unit/session/imap_talk.hpp"

namespace {

struct Fixture : ImapTalk<login::ClassLogin> {
    explicit Fixture(imap_server::ImapTls tls, bool on = false)
        : ImapTalk({}, {}, tls, std::string(), on) {}
};

constexpr imap_server::ImapTls none{};
constexpr imap_server::ImapTls to_be_had{.offered = true, .needed = true};

constexpr auto right_login = "a LOGIN ann secret\r\n";

} // namespace

TEST_CASE("STARTTLS is offered until TLS is on") {
    Fixture f(to_be_had);
    CHECK(has(f.greeting, " STARTTLS"));
    CHECK(f.hear("a STARTTLS\r\n") == "a OK begin TLS now\r\n");
    CHECK(f.session.wants_tls());
    f.session.tls_started();
    CHECK_FALSE(f.session.wants_tls());
    const auto capabilities = f.hear("b CAPABILITY\r\n");
    CHECK_FALSE(has(capabilities, "STARTTLS"));
    CHECK_FALSE(has(capabilities, "LOGINDISABLED"));
    CHECK(has(capabilities, "AUTH=PLAIN"));
    CHECK(has(f.hear("c STARTTLS\r\n"), "c BAD "));
    CHECK(has(f.hear(right_login), "a OK "));
    CHECK_FALSE(f.session.wants_tls());
}

TEST_CASE("STARTTLS is BAD where TLS was on from the first octet") {
    Fixture f(to_be_had, true);
    CHECK_FALSE(has(f.greeting, "STARTTLS"));
    CHECK(has(f.hear("a STARTTLS\r\n"), "a BAD "));
    CHECK_FALSE(f.session.wants_tls());
}

TEST_CASE("STARTTLS is BAD where there is none, and once one has logged in") {
    Fixture f(none);
    CHECK_FALSE(has(f.greeting, "STARTTLS"));
    CHECK(has(f.hear("a STARTTLS\r\n"), "a BAD "));
    Fixture g({.offered = true});
    CHECK(has(g.hear(right_login), "a OK "));
    CHECK_FALSE(has(g.hear("b CAPABILITY\r\n"), "STARTTLS"));
    CHECK(has(g.hear("c STARTTLS\r\n"), "c BAD "));
    CHECK_FALSE(g.session.wants_tls());
}

TEST_CASE("what stands behind STARTTLS in plain text is thrown away") {
    // In one portion, in two portions, and with a command that has begun.
    const std::string injected = "a STARTTLS\r\nb LOGIN ann secret\r\nc NO";
    for (std::size_t cut = 1; cut <= injected.size(); ++cut) {
        INFO("cut at " << cut);
        Fixture f(to_be_had);
        const auto text = std::string_view(injected);
        auto said = f.hear(text.substr(0, cut));
        said += f.hear(text.substr(cut));
        CHECK(said == "a OK begin TLS now\r\n");
        f.session.tls_started();
        CHECK(f.hear("d NOOP\r\n") == "d OK NOOP completed\r\n");
        CHECK(has(f.hear("e SELECT INBOX\r\n"), "e BAD ")); // not logged in
    }
}

TEST_CASE("a password is not taken where others may hear it") {
    for (const auto tls : {to_be_had, imap_server::ImapTls{.needed = true}}) {
        Fixture f(tls);
        CHECK(has(f.greeting, "LOGINDISABLED"));
        CHECK_FALSE(has(f.greeting, "AUTH="));
        CHECK_FALSE(has(f.greeting, "SASL-IR"));
        for (const auto* command :
             {right_login, "a LOGIN {3+}\r\nann secret\r\n",
              "a AUTHENTICATE PLAIN\r\n",
              "a AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=\r\n"}) {
            INFO(command);
            CHECK(has(f.hear(command), "a NO [PRIVACYREQUIRED] "));
        }
        CHECK(has(f.hear("b SELECT INBOX\r\n"), "b BAD ")); // not logged in
        CHECK_FALSE(f.session.finished());
    }
}

TEST_CASE("without TLS one logs in where that does no harm") {
    Fixture f(none);
    CHECK_FALSE(has(f.greeting, "LOGINDISABLED"));
    CHECK(has(f.hear(right_login), "a OK "));
}
