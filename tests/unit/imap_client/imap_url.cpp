#include "proto_client/imap/imap_url.hpp"
#include "proto_client/imap/limits.hpp"
#include "tests/unit/catch.hpp"

using namespace imap_client;

namespace {

/// Returns the parts of a URL, or its error.
std::string parts_of(std::string_view text) {
    const auto url = parse_imap_url(text);
    if (!url) return url.error();
    return std::string(url->tls ? "tls " : "plain ") + url->user + " " +
           url->host + " " + std::to_string(url->port) + " " + url->mailbox;
}

bool error_of(std::string_view text, std::string_view words) {
    const auto url = parse_imap_url(text);
    return !url && url.error().find(words) != std::string::npos &&
           url.error().find("imaps://USER@HOST/MAILBOX") != std::string::npos;
}

} // namespace

TEST_CASE("a URL names a user, a host, a port and a mailbox") {
    CHECK(parts_of("imaps://anna@mail.example.org/Flats") ==
          "tls anna mail.example.org 993 Flats");
    CHECK(parts_of("imap://anna@mail.example.org") ==
          "plain anna mail.example.org 143 INBOX");
    CHECK(parts_of("IMAPS://anna@[::1]:1993/inbox") ==
          "tls anna ::1 1993 INBOX");
    CHECK(parts_of("imaps://anna;AUTH=*@h/") == "tls anna h 993 INBOX");
}

TEST_CASE("octets of user and mailbox may be written with a percent sign") {
    CHECK(parts_of("imaps://anna%40example.org@h/Fl%c3%A4ts%2f11e/new") ==
          "tls anna@example.org h 993 Fl\u00e4ts/11e/new");
    CHECK(parts_of("imaps://a%3Ab@h/100%25") == "tls a:b h 993 100%");
}

TEST_CASE("people write an @ in the user's name as it is") {
    CHECK(parts_of("imaps://anna@example.org@imap.example.org/INBOX") ==
          "tls anna@example.org imap.example.org 993 INBOX");
}

TEST_CASE("a URL that makes no sense is refused with the cure") {
    CHECK(error_of("http://anna@h/", "neither with imaps:// nor"));
    CHECK(error_of("imaps://h/INBOX", "which user"));
    CHECK(error_of("imaps://@h/INBOX", "no user"));
    CHECK(error_of("imaps://anna@/INBOX", "which host"));
    CHECK(error_of("imaps://anna@[::1/INBOX", "] is missing"));
    CHECK(error_of("imaps://anna@[::1]x/INBOX", "only a port"));
    CHECK(error_of("imaps://anna@a b/INBOX", "neither a name"));
    for (const auto* port : {"0", "65536", "x", "", "1x", "-1"})
        CHECK(error_of("imaps://anna@h:" + std::string(port) + "/", "65535"));
    CHECK(error_of("imaps://an%4@h/", "in the user"));
    CHECK(error_of("imaps://anna@h/%zz", "in the mailbox"));
    CHECK(error_of("imaps://anna@h/a%00", "a NUL"));
    CHECK(error_of("imaps://anna@h/a%0d%0aa1 LOGOUT", "a control character"));
    CHECK(error_of("imaps://anna@h/%ff", "not UTF-8"));
    CHECK(error_of("imaps://anna@h/INBOX;UID=4", "names messages"));
    CHECK(error_of("imaps://anna@h/INBOX?SUBJECT", "names messages"));
}

TEST_CASE("a password in a URL is refused, and not shown") {
    const auto url = parse_imap_url("imaps://anna:sesame@h/INBOX");
    REQUIRE_FALSE(url);
    CHECK(url.error().find("--password-command") != std::string::npos);
    CHECK(url.error().find("sesame") == std::string::npos);
}

TEST_CASE("a URL has a limit") {
    const std::string head = "imaps://anna@h/";
    const std::string most(limits::url - head.size(), 'x');
    CHECK(parse_imap_url(head + most));
    CHECK(error_of(head + most + "x", "too long"));
}

TEST_CASE("what is printed is read again as the same") {
    for (const auto& url :
         {ImapUrl{.user = "anna", .host = "h"},
          ImapUrl{false, "a@b:c", "::1", 1143, "Fl\u00e4ts/1%?;"},
          ImapUrl{true, "x", "127.0.0.1", 143, "a b"}}) {
        const auto text = print(url);
        INFO(text);
        const auto again = parse_imap_url(text);
        REQUIRE(again);
        CHECK(*again == url);
    }
}

TEST_CASE("on the wire a mailbox is in modified UTF-7") {
    CHECK(wire_name("Fl\u00e4ts & more") == "Fl&AOQ-ts &- more");
}
