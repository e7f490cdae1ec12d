// How a client logs in, and how often it may try.
#include "common/framing/base64.hpp"
#include "proto_server/imap/entry/sasl.hpp"
#include "tests/unit/session/imap_talk.hpp"

#include <nlohmann/json.hpp>

using imap_server::Credentials;
using imap_server::Mechanism;
using imap_server::read_credentials;
using imap_server::limits::login_failures;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

/// A client whose octets may have to wait, because a login is not decided yet.
struct Fixture : ImapTalk<FakeLogin> {
    std::string unread;

    Fixture() : ImapTalk({}, {}, {}, "192.0.2.1") { login.tokens = true; }
    std::string said() {
        std::string all;
        for (bool more = true; more;) {
            const auto some = session.drive(now);
            const auto waiting = unread.size();
            feed();
            all += some;
            more = !some.empty() || unread.size() < waiting;
        }
        return all;
    }
    /// Offers octets again that were not taken, as a connection does.
    void feed() { unread.erase(0, session.receive(unread, now)); }
    std::string hear(const std::string& bytes) {
        unread += bytes;
        feed();
        return said();
    }
    std::string ask(const std::string& line) { return hear(line + "\r\n"); }
    std::string after(Clock::duration time) {
        session.tick(now += time);
        return said();
    }
};

const auto wrong =
    " NO [AUTHENTICATIONFAILED] wrong user name or password\r\n"s;

std::string xoauth2(const std::string& user, const std::string& token) {
    return framing::encode_base64("user=" + user + "\1auth=Bearer " + token +
                                  "\1\1");
}
std::string oauthbearer(const std::string& user, const std::string& token) {
    return framing::encode_base64("n,a=" + user + ",\1host=x\1port=143\1" +
                                  "auth=Bearer " + token + "\1\1");
}

/// Returns the JSON after `+ `.
nlohmann::json error_in(const std::string& challenge) {
    REQUIRE(challenge.starts_with("+ "));
    REQUIRE(challenge.ends_with("\r\n"));
    const auto text =
        framing::decode_base64(challenge.substr(2, challenge.size() - 4));
    return nlohmann::json::parse(text.value());
}

} // namespace

TEST_CASE("PLAIN is two names and a password, RFC 4616") {
    const auto read = [](const std::string& sent) {
        return read_credentials(Mechanism::plain, sent);
    };
    CHECK(read("\0ann\0secret"s) == Credentials{"", "ann", "secret"});
    CHECK(read("bob\0ann\0"s) == Credentials{"bob", "ann", ""});
    CHECK(read("\0\0"s) == Credentials{});
    CHECK(read("\0a\0b\0c"s) == Credentials{"", "a", "b\0c"s});
    for (const auto& none : {""s, "ann"s, "ann\0secret"s})
        CHECK_FALSE(read(none));
}

TEST_CASE("XOAUTH2 is a user and a token") {
    const auto read = [](const std::string& sent) {
        return read_credentials(Mechanism::xoauth2, sent);
    };
    const Credentials ann{"", "ann@example.org", "ya29.x-_~+/=="};
    CHECK(read("user=ann@example.org\1auth=Bearer ya29.x-_~+/==\1\1") == ann);
    CHECK(read("user=ann@example.org\1auth=bEARER  ya29.x-_~+/==\1\1") == ann);
    CHECK(read("user=a\1auth=\1\1") == Credentials{"", "a", ""});
    for (const auto& none :
         {""s, "\1"s, "\1\1"s, "user=a"s, "user=a\1auth=Bearer x"s,
          "user=a\1auth=Bearer x\1"s, "user=a\1auth=Bearer x\1\1\1"s,
          "user=a\1auth=Bearer x\1\1y"s, "auth=Bearer x\1\1"s, "user=a\1\1"s,
          "user=\1auth=Bearer x\1\1"s, "user=a\1user=b\1auth=Bearer x\1\1"s,
          "user=a\1auth=Basic x\1\1"s, "user=a\1auth=Bearerx\1\1"s,
          "user=a\1auth=Bearer x y\1\1"s, "user=a\0\1auth=Bearer x\1\1"s,
          "=a\1user=a\1auth=Bearer x\1\1"s, "user\1auth=Bearer x\1\1"s}) {
        INFO(none);
        CHECK_FALSE(read(none));
    }
}

TEST_CASE("OAUTHBEARER is a name, pairs and a token, RFC 7628 §3.1") {
    const auto read = [](const std::string& sent) {
        return read_credentials(Mechanism::oauthbearer, sent);
    };
    // RFC 7628 §4.1
    const auto example = framing::decode_base64(
        "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9"
        "MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZ"
        "Mjl0Q2c9PQEB");
    CHECK(read(example.value()) ==
          Credentials{"", "user@example.com",
                      "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="});
    CHECK(read("y,a=a=2Cb=3D,\1unknown=\tx\r\n\1auth=BEARER x\1\1") ==
          Credentials{"", "a,b=", "x"});
    CHECK(read("n,a=a,\1auth=\1\1") == Credentials{"", "a", ""});
    for (const auto& none :
         {""s, "\1"s, "n,,\1auth=Bearer x\1\1"s, "n,a=,\1auth=Bearer x\1\1"s,
          "p=tls-unique,a=a,\1auth=Bearer x\1\1"s, "n,a=a\1auth=Bearer x\1\1"s,
          "n,a=a,auth=Bearer x\1\1"s, "n,a==41,\1auth=Bearer x\1\1"s,
          "n,a=a=,\1auth=Bearer x\1\1"s, "n,b=a,\1auth=Bearer x\1\1"s,
          "n,a=a\0,\1auth=Bearer x\1\1"s, "n,a=a,\1auth=Bearer x\1"s,
          "user=a\1auth=Bearer x\1\1"s}) {
        INFO(none);
        CHECK_FALSE(read(none));
    }
}

TEST_CASE("a token comes with its response at once or when asked") {
    for (const auto& [name, sent] :
         {std::pair("XOAUTH2"s, xoauth2("ann", "a-token")),
          std::pair("OAUTHBEARER"s, oauthbearer("ann", "a-token"))}) {
        Fixture at_once;
        CHECK(has(at_once.ask("a AUTHENTICATE " + name + " " + sent),
                  "a OK [CAPABILITY "));
        CHECK(at_once.login.from == "192.0.2.1");
        Fixture asked;
        CHECK(asked.ask("a authenticate " + name) == "+ \r\n");
        CHECK(has(asked.ask(sent), "a OK [CAPABILITY "));
    }
}

TEST_CASE("tokens are named, and taken, only where there are some") {
    Fixture with;
    CHECK(has(with.ask("a CAPABILITY"),
              " SASL-IR AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER\r\n"));
    with.ask("b LOGIN ann secret");
    CHECK_FALSE(has(with.ask("c CAPABILITY"), "AUTH="));
    Fixture without;
    without.login.tokens = false;
    CHECK(has(without.ask("a CAPABILITY"), " AUTH=PLAIN\r\n"));
    CHECK(has(without.ask("b AUTHENTICATE XOAUTH2"), "b NO [CANNOT] "));
    CHECK(without.login.attempts == 0);
}

// RFC 7628 §3.2.2 and §3.2.3
TEST_CASE("a wrong token is told so in JSON, and then NO") {
    Fixture bearer;
    bearer.ask("a AUTHENTICATE OAUTHBEARER " + oauthbearer("ann", "old"));
    const auto error = error_in(bearer.after(1s));
    CHECK(error["status"] == "invalid_token");
    CHECK(error["scope"] == "https://mail.google.com/");
    CHECK(bearer.ask("AQ==") ==
          "a NO [AUTHENTICATIONFAILED] wrong user name or token\r\n");

    Fixture google;
    google.ask("a AUTHENTICATE XOAUTH2");
    google.ask(xoauth2("ann", "old"));
    CHECK(error_in(google.after(1s))["status"] == "401");
    CHECK(google.ask("") ==
          "a NO [AUTHENTICATIONFAILED] wrong user name or token\r\n");
    CHECK(has(google.ask("b AUTHENTICATE XOAUTH2 " + xoauth2("ann", "a-token")),
              "b OK "));

    Fixture cancelled;
    cancelled.ask("a AUTHENTICATE XOAUTH2 " + xoauth2("ann", "old"));
    error_in(cancelled.after(1s));
    CHECK(cancelled.ask("*") == "a BAD AUTHENTICATE cancelled\r\n");
    CHECK(has(cancelled.ask("b LOGIN ann secret"), "b OK "));
}

TEST_CASE("what is no token at all is told so at once, and costs nothing") {
    Fixture f;
    for (std::uint32_t n = 0; n < 2 * login_failures; ++n) {
        CHECK(error_in(f.ask("a AUTHENTICATE OAUTHBEARER AQ=="))["status"] ==
              "invalid_request");
        CHECK(has(f.ask("AQ=="), "a NO [AUTHENTICATIONFAILED] "));
    }
    CHECK(error_in(f.ask("a AUTHENTICATE XOAUTH2 ="))["status"] == "400");
    CHECK(has(f.ask(""), "a NO "));
    CHECK(f.ask("a AUTHENTICATE XOAUTH2 x") == "a BAD expected base64\r\n");
    CHECK(f.ask("a AUTHENTICATE PLAIN =") == "a BAD expected two NULs\r\n");
    CHECK(f.login.attempts == 0);
}

TEST_CASE("a password is no token, nor a token a password") {
    Fixture f;
    f.ask("a AUTHENTICATE XOAUTH2 " + xoauth2("ann", "secret"));
    CHECK(f.after(1s).starts_with("+ "));
    f.ask("");
    f.ask("b LOGIN ann a-token");
    CHECK(f.after(2s) == "b" + wrong);
}

TEST_CASE("a response that is too long ends its AUTHENTICATE, and no more") {
    Fixture f;
    f.ask("a AUTHENTICATE XOAUTH2");
    CHECK(f.ask(std::string(imap::limits::line + 1, 'x')) ==
          "a BAD the response is too long\r\n");
    CHECK(has(f.ask("b LOGIN ann secret"), "b OK "));
}

TEST_CASE("a session ends with its token") {
    Fixture f;
    f.login.time_left = 3600s;
    f.ask("a AUTHENTICATE XOAUTH2 " + xoauth2("ann", "a-token"));
    f.ask("i IDLE");
    CHECK_FALSE(has(f.after(29min), "BYE"));
    f.ask("DONE");
    f.ask("j IDLE");
    CHECK_FALSE(has(f.after(29min), "BYE"));
    f.ask("DONE");
    CHECK(f.after(2min - 1s).empty());
    CHECK(f.after(1s) ==
          "* BYE the token has expired; log in with a new one\r\n");
    CHECK(f.session.finished());
}

TEST_CASE("a failed login is answered later each time, up to a limit") {
    Fixture f;
    std::chrono::seconds delay = imap_server::default_login_delay;
    for (std::uint32_t n = 1; n <= login_failures; ++n) {
        CHECK(f.ask("a LOGIN ann x").empty());
        CHECK(f.after(delay - 1ms).empty());
        const auto answer = f.after(1ms);
        if (n < login_failures)
            CHECK(answer == "a" + wrong);
        else
            CHECK(answer == "a" + wrong + "* BYE too many failed logins\r\n");
        delay = std::min(2 * delay, imap_server::longest_login_delay);
    }
    CHECK(delay == imap_server::longest_login_delay);
    CHECK(f.session.finished());
    CHECK(f.login.attempts == static_cast<int>(login_failures));
}

TEST_CASE("who is right is answered at once, also after failures") {
    Fixture f;
    f.ask("a LOGIN ann x");
    f.after(1s);
    CHECK(has(f.ask("b LOGIN ann secret"), "b OK "));
}

TEST_CASE("passwords behind a failed login wait for its answer") {
    Fixture f;
    CHECK(f.hear("a LOGIN ann 1\r\nb LOGIN ann 2\r\nc LOGIN ann secret\r\n")
              .empty());
    CHECK(f.login.attempts == 1);
    f.session.mailbox_changed(); // a nudge does not shorten the wait
    CHECK(f.said().empty());
    CHECK(f.after(1s) == "a" + wrong);
    CHECK(f.login.attempts == 2);
    CHECK(f.after(1s).empty());
    CHECK(has(f.after(1s), "c OK "));
    CHECK(f.login.attempts == 3);
}

TEST_CASE("tokens that fail count, however their AUTHENTICATE ends") {
    const std::string too_long(imap::limits::line + 1, 'x');
    for (const auto& end : {""s, "*"s, too_long}) {
        Fixture f;
        for (std::uint32_t n = 1; n < login_failures; ++n) {
            f.ask("a AUTHENTICATE XOAUTH2 " + xoauth2("ann", "old"));
            f.after(imap_server::longest_login_delay);
            CHECK_FALSE(has(f.ask(end), "BYE"));
        }
        f.ask("a AUTHENTICATE XOAUTH2 " + xoauth2("ann", "old"));
        f.after(imap_server::longest_login_delay);
        CHECK(has(f.ask(end), "* BYE too many failed logins\r\n"));
    }
}

TEST_CASE("a hash that took longer than the delay is not waited for again") {
    Fixture f;
    CHECK(f.ask("a LOGIN slow x").empty());
    CHECK(f.after(5s).empty());
    *f.login.later = FakeLogin::Result(
        mail::fail(mail::Failure::Kind::not_allowed, "wrong password"));
    CHECK(f.after(1ms) == "a" + wrong);
}

TEST_CASE("failures on other connections make the answer come later, too") {
    Fixture f;
    CHECK(f.ask("a LOGIN slow x").empty());
    const imap_server::Refusal third(
        {mail::Failure::Kind::not_allowed, "wrong password"}, 2);
    *f.login.later = FakeLogin::Result(tl::unexpected(third));
    CHECK(f.after(4s - 1ms).empty());
    CHECK(f.after(1ms) == "a" + wrong);
}

TEST_CASE("too many, and what cannot be checked, are no failed logins") {
    using Kind = mail::Failure::Kind;
    for (const auto& [kind, code] : {std::pair(Kind::limit, "LIMIT"),
                                     std::pair(Kind::system, "UNAVAILABLE")}) {
        Fixture f;
        *f.login.later = FakeLogin::Result(mail::fail(kind, "why"));
        for (std::uint32_t n = 0; n < 2 * login_failures; ++n)
            CHECK(f.ask("a LOGIN slow x") == "a NO ["s + code + "] why\r\n");
    }
}
