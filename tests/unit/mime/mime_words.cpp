// Encoded words: how SEARCH and the toy read them.
#include "common/framing/advert.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mime/encoded_word.hpp"
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/message.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mime/mime_messages.hpp"

using mime::decode_words;
using mime::Message;
namespace limits = mime::limits;

TEST_CASE("each encoded word is decoded by itself") {
    CHECK(decode_words("=?UTF-8?B?SGVsbG8=?= =?UTF-8?B?IHdvcmxk?=") ==
          "Hello world");
    CHECK(decode_words("=?UTF-8?B?SA==?= \t=?utf-8?b?aQ?==?UTF-8?Q?!?=") ==
          "Hi!");
    CHECK(decode_words("=?UTF-8?Q?a=?= =?UTF-8?Q?41?=") == "a=41");
    CHECK(decode_words("x =?UTF-8?Q?y?= z  =?UTF-8?Q?_?= =?UTF-8?Q?w?=") ==
          "x y z   w");
    // Each of these two begins in ASCII again.
    CHECK(decode_words("=?ISO-2022-JP?B?GyRCJCI=?= =?ISO-2022-JP?Q?a?=") ==
          "\xE3\x81\x82"
          "a");
}

TEST_CASE("a character that two words share is joined") {
    CHECK(decode_words("=?UTF-8?Q?caf=C3?= =?UTF-8?Q?=A9?=") == "caf\xC3\xA9");
    CHECK(decode_words("=?gb2312?Q?=B0?= =?GB2312?Q?=A1?=") == "\xE5\x95\x8A");
    CHECK(decode_words("=?UTF-8?Q?=C3?= =?ISO-8859-1?Q?=A9?=") ==
          "\xEF\xBF\xBD\xC2\xA9");
    CHECK(decode_words("=?UTF-8?Q?=C3?= x =?UTF-8?Q?=A9?=") ==
          "\xEF\xBF\xBD x \xEF\xBF\xBD");
}

TEST_CASE("what is no encoded word stays as it is") {
    for (const std::string text :
         {"", "=?", "=?\?=", "=?=?=", "=?UTF-8?B?",
          "=?UTF-8?X?SGk=?=", "=?UTF 8?Q?a?=", "=?\?Q?a?=", "?= =?", "=?a?q"})
        CHECK(decode_words(text) == text);
    CHECK(decode_words("=?UTF-8?Q?a?=?=") == "a?=");
    CHECK(decode_words("=?=?UTF-8?Q?a?=") == "=?a");
}

TEST_CASE("a word in an unknown charset or with bad octets is still read") {
    CHECK(decode_words("=?x-unknown?Q?ab=E9?=") == "ab\xEF\xBF\xBD");
    CHECK(decode_words("=?UTF-8*en?Q?=C3=A9=FF?=") == "\xC3\xA9\xEF\xBF\xBD");
    CHECK(decode_words("caf\xE9") == "caf\xC3\xA9"); // ISO-8859-1 is guessed
    CHECK(decode_words("caf\xC3\xA9") == "caf\xC3\xA9");
}

TEST_CASE("very many words, or none that end, take no long time") {
    std::string unended, words;
    while (unended.size() < limits::value) unended += "=?a?q?x";
    while (words.size() < limits::value) words += "=?x-y?q?x?= ";
    CHECK(decode_words(unended) == unended);
    CHECK(decode_words(words).starts_with("xxx"));
}

TEST_CASE("an advert in Turkish is found by its last word") {
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += "g\xC3\xBCzel \xC3\xA7i\xC3\xA7"
                "ek ";
    text += "bah\xC3\xA7"
            "e";
    const auto octets = framing::make_advert(text, {});
    CHECK(mail::advert_text(octets) == text);
    CHECK(Message(octets).subject() == text);
    CHECK(Message(octets).header_has("Subject", "BAH\xC3\x87"
                                                "E"));
}

TEST_CASE("a search finds an address as it was written and as it was meant") {
    const auto octets = mail_samples::crlf(
        "From: =?UTF-8?Q?J=C3=BCrgen?= <@route.example:j(x)@(y)example.org>\n"
        "To: \"Doe, \\\"Jo\\\"\" <\"a b\"@example.org>, g: c . d @ e . f;\n\n");
    const Message message(octets);
    CHECK(message.header_has("From", "j@example.org"));
    CHECK(message.header_has("From", "@route.example:j(x)"));
    CHECK(message.header_has("From", "j\xC3\xBCrgen <j@"));
    CHECK(message.header_has("To", "Doe, \"Jo\" <a b@example.org>"));
    CHECK(message.header_has("To", "c.d@e.f"));
    CHECK_FALSE(message.header_has("To", "j@example.org"));
    CHECK(message.text_has("c.d@e.f"));
}

TEST_CASE("a search of the text finds the headers of parts") {
    const auto octets = mail_samples::crlf(
        "Subject: top\n"
        "Content-Type: multipart/mixed; boundary=b\n\n"
        "--b\n"
        "Content-Type: application/pdf; name=\"=?UTF-8?B?cGw=?=\n"
        " =?UTF-8?B?YW4ucGRm?=\"\n"
        "Content-Disposition: attachment;\n"
        " filename*0*=utf-8''pl%C3%A1; filename*1=\"n b.pdf\"\n\n"
        "JVBERi0=\n"
        "--b\n"
        "Content-Type: message/rfc822\n\n"
        "Subject: within\n\n"
        "words\n"
        "--b--\n");
    const Message message(octets);
    for (const std::string key :
         {"plan.pdf", "pl\xC3\xA1n b.pdf", "within", "words", "top"})
        CHECK(message.text_has(key));
    for (const std::string key : {"plan.pdf", "within", "top"})
        CHECK_FALSE(message.body_has(key));
    CHECK(message.body_has("words"));
}

TEST_CASE("a transfer encoding may have a comment before it") {
    for (const std::string encoding :
         {"(c) base64", "base64 (c)", "BASE64;", "(c)base64(c)", "\"base64\"",
          " (a (b)) base64"}) {
        const auto octets = "Content-Transfer-Encoding: " + encoding +
                            "\r\n\r\nSGVsbG8gd29ybGQ=\r\n";
        CHECK(Message(octets).binary({1}) == "Hello world");
        CHECK(Message(octets).body_has("world"));
        CHECK(imap::same(Message(octets).structure().encoding, "base64"));
    }
}

TEST_CASE("all of a long field is searched and told") {
    std::string to = "To: first@example.org", references = "References:";
    for (int i = 0; i < 2500; ++i)
        to += ",\r\n " + std::string(40, 'a') + "@example.org";
    for (int i = 0; i < 4000; ++i)
        references += "\r\n <" + std::string(60, 'x') + "@example.org>";
    const auto octets = to + ", last@example.org\r\n" + references +
                        "\r\n <last@example.net>\r\n\r\n";
    const Message message(octets);
    CHECK(message.envelope().to.size() == 2502);
    CHECK(message.envelope().to.back().mailbox == "last");
    CHECK(message.header_has("To", "last@example.org"));
    CHECK(message.header_has("References", "last@example.net"));
    CHECK(message.text_has("last@example.net"));
}

TEST_CASE("a Date is looked at up to the limit") {
    for (const int more : {-1, 0, 1}) {
        std::string date = "Tue, 9 Jun 2026 09:00:00 +0200 (";
        date += std::string(limits::date + static_cast<std::size_t>(more) -
                                date.size() - 1,
                            'x');
        const auto octets = "Date: " + date + ")\r\n\r\n";
        CHECK(Message(octets).sent_on().has_value() == (more <= 0));
    }
}
