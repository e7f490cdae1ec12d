#include "proto_server/mime/message.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mime/mime_messages.hpp"
#include "tests/unit/mime/mime_show.hpp"

using mail_samples::crlf;
using mail_samples::nested;
using mime::Message;

namespace {

std::string envelope_of(const std::string& octets) {
    return show::envelope(Message(octets).envelope());
}

std::string structure_of(const std::string& octets) {
    return show::structure(Message(octets).structure());
}

} // namespace

TEST_CASE("envelope and structure are what Dovecot 2.3.19 says") {
    // As for aerc 0.14, which asks for both and for the header.
    const auto octets = crlf("From: a0@example.org\n"
                             "To: u@example.org\n"
                             "Subject: msg 0\n"
                             "Message-ID: <m0@example.org>\n"
                             "Date: Mon, 1 Jan 2024 00:00:00 +0000\n"
                             "\n"
                             "hello 0\n");
    CHECK(structure_of(octets) ==
          "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 9 1 "
          "NIL NIL NIL NIL)");
    CHECK(envelope_of(octets) ==
          "(\"Mon, 1 Jan 2024 00:00:00 +0000\" \"msg 0\" "
          "((NIL NIL \"a0\" \"example.org\")) "
          "((NIL NIL \"a0\" \"example.org\")) "
          "((NIL NIL \"a0\" \"example.org\")) "
          "((NIL NIL \"u\" \"example.org\")) "
          "NIL NIL NIL \"<m0@example.org>\")");
}

TEST_CASE("an envelope has names, groups and encoded words") {
    CHECK(envelope_of(nested()) ==
          "(\"Tue, 9 Jun 2026 09:00:00 +0200\" "
          "\"=?ISO-8859-1?Q?Deux_pi=E8ces?= near the river\" "
          "((\"Dupont, Anne\" NIL \"anne\" \"example.org\")) "
          "((\"Dupont, Anne\" NIL \"anne\" \"example.org\")) "
          "((\"Dupont, Anne\" NIL \"anne\" \"example.org\")) "
          "((NIL NIL \"flats\" NIL)(NIL NIL \"bob\" \"example.org\")"
          "(\"Chloe\" NIL \"chloe\" \"example.org\")(NIL NIL NIL NIL)) "
          "NIL NIL NIL \"<1@example.org>\")");
}

TEST_CASE("a name that is not ASCII stands in the envelope as it was sent") {
    for (const std::string name :
         {"=?ISO-8859-1?Q?Andr=E9?=", "=?utf-8?b?QW5kcsOp?=", "Andr\xC3\xA9",
          "Andr\xE9"}) {
        const auto from =
            Message("From: " + name + " <a@b.c>\r\n\r\n").envelope().from;
        REQUIRE(from.size() == 1);
        CHECK(from[0].name.value() == name);
        CHECK(from[0].mailbox == "a");
        CHECK(from[0].host == "b.c");
    }
}

TEST_CASE("From stands in for a missing Sender, not for one that is there") {
    const auto one = Message("From: a@b\r\nSender: c@d\r\n\r\n").envelope();
    CHECK(one.sender.at(0).mailbox == "c");
    CHECK(one.reply_to.at(0).mailbox == "a");
    CHECK(Message("Subject: x\r\n\r\n").envelope().sender.empty());
}

TEST_CASE("a field that is given twice counts, of addresses each") {
    const auto one = Message("To: a@b\r\nTO: c@d\r\nSubject: first\r\n"
                             "subject: second\r\n\r\n")
                         .envelope();
    CHECK(one.to.size() == 2);
    CHECK(one.subject == "first");
}

TEST_CASE("a structure has all parts, their octets, lines and extensions") {
    CHECK(
        structure_of(nested()) ==
        "((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL "
        "\"quoted-printable\" 24 1 NIL (\"inline\" NIL) "
        "(\"fr\" \"en\") NIL)"
        "(\"message\" \"rfc822\" NIL NIL \"what she wrote\" \"7bit\" 176 "
        "(NIL \"inner\" ((NIL NIL \"eve\" \"example.org\")) "
        "((NIL NIL \"eve\" \"example.org\")) "
        "((NIL NIL \"eve\" \"example.org\")) NIL NIL NIL NIL NIL) "
        "((\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 5 0 "
        "NIL NIL NIL NIL)"
        "(\"text\" \"html\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 13 1 "
        "NIL NIL NIL NIL) \"alternative\" (\"boundary\" \"outer2\") "
        "NIL NIL NIL) 12 NIL NIL NIL NIL)"
        "(\"image\" \"png\" (\"name*\" \"utf-8''caf%C3%A9.png\") "
        "\"<pic@example.org>\" NIL \"base64\" 8 "
        "\"Q2hlY2sgSW50ZWdyaXR5IQ==\" NIL NIL \"http://example.org/pic\") "
        "\"mixed\" (\"boundary\" \"outer\") NIL NIL NIL)");
}

TEST_CASE("in a digest a part without a type is a message") {
    const auto part =
        Message(crlf("Content-Type: multipart/digest; boundary=b\n\n"
                     "--b\n\nSubject: one\n\ntext\n--b--\n"))
            .structure();
    REQUIRE(part.parts.size() == 1);
    CHECK(part.parts[0].subtype == "rfc822");
    CHECK(part.parts[0].envelope->subject == "one");
    CHECK(part.parts[0].parts.at(0).octets == 4);
}

TEST_CASE("the day of a message is the one its Date names") {
    using namespace std::chrono;
    CHECK(Message("Date: Tue, 9 Jun 2026 23:30:00 -0500\r\n\r\n").sent_on() ==
          2026y / June / 9);
    CHECK_FALSE(Message("Date: yesterday\r\n\r\n").sent_on());
    CHECK_FALSE(Message("\r\n").sent_on());
}

TEST_CASE("a search finds what is encoded, in any case") {
    const auto octets = nested();
    const Message message(octets);
    CHECK(message.subject() == "Deux pi\xC3\xA8"
                               "ces near the river");
    CHECK(message.header_has("SUBJECT", "PI\xC3\x88"
                                        "CES"));
    CHECK(message.header_has("subject", "pie\xCC\x80"
                                        "ces")); // composed else
    CHECK(message.header_has("Message-ID", ""));
    CHECK_FALSE(message.header_has("Cc", ""));
    CHECK_FALSE(message.header_has("Subject", "house"));
    CHECK(message.body_has("\xC3\xA9tage 6, NO lift"));
    CHECK_FALSE(message.body_has("inner")); // a header of a message in it
    CHECK(message.text_has("inner"));
    CHECK(message.body_has("HTML"));
    CHECK_FALSE(message.body_has("Dupont"));
    CHECK_FALSE(message.body_has("=C3"));
    CHECK(message.text_has("dupont"));
    CHECK(message.text_has("subject: deux"));
    CHECK_FALSE(message.text_has("IHDR"));
}
