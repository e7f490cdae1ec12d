// ENVELOPE, BODYSTRUCTURE, SEARCH, BINARY and the text of the toy agree about
// one message, however its header is written.
#include "common/framing/base64.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mime/content_type.hpp"
#include "proto_server/mime/decode.hpp"
#include "proto_server/mime/encoded_word.hpp"
#include "proto_server/mime/message.hpp"
#include "proto_server/mime/parameters.hpp"
#include "tests/unit/catch.hpp"

#include <random>

namespace {

/// Writes each thing in one of the ways that the RFCs allow.
class Author {
public:
    explicit Author(unsigned seed) : engine_(seed) {}

    std::size_t below(std::size_t limit) { return engine_() % limit; }
    bool coin() { return below(2) == 0; }
    std::string one_of(const std::vector<std::string>& all) {
        return all[below(all.size())];
    }

    /// Returns words with single spaces between them, most of them not ASCII.
    std::string text() {
        std::string text = word();
        for (auto count = below(6); count > 0; --count) text += ' ' + word();
        return text;
    }

    std::string word() {
        std::string word;
        for (auto count = 1 + below(8); count > 0; --count)
            word += one_of({"a", "Bc", "\xC3\xA9", "\xC3\x87", "\xD0\x96",
                            "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "9", "?", "="});
        return word;
    }

    std::string blanks() {
        return one_of({" ", "\t", "  ", "\r\n ", "\r\n\t"});
    }
    std::string comment() {
        return one_of({"", "", "(c)", " (a (b) \\) c)", "(=?x?q?x?=)", " "});
    }

    /// Returns the text as encoded words, cut between two characters.
    std::string words(std::string_view text) {
        std::string all;
        while (!text.empty()) {
            auto size = std::min(1 + below(40), text.size());
            while (size < text.size() && is_inside(text[size])) ++size;
            if (!all.empty()) all += blanks();
            all += encoded_word(text.substr(0, size));
            text.remove_prefix(size);
        }
        return all;
    }

    std::string quoted(std::string_view text) {
        std::string all = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\' || below(9) == 0) all += '\\';
            all += c;
        }
        return all + '"';
    }

    /// Returns a parameter, whole or in pieces, encoded or not.
    std::string parameter(const std::string& name, std::string_view value) {
        if (below(3) == 0) return name + equals() + quoted(value);
        if (below(3) == 0) return name + "*" + equals() + extended(value, true);
        std::string all;
        const bool encoded = coin();
        for (std::size_t number = 0; number == 0 || !value.empty(); ++number) {
            auto size = std::min(1 + below(20), value.size());
            while (size < value.size() && is_inside(value[size])) ++size;
            const auto piece = value.substr(0, size);
            value.remove_prefix(size);
            if (number > 0) all += comment() + ";" + comment();
            all += name + "*" + std::to_string(number);
            if (encoded && (number == 0 || coin()))
                all += "*" + equals() + extended(piece, number == 0);
            else
                all += equals() + quoted(piece);
        }
        return all;
    }

private:
    static bool is_inside(char c) {
        return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    }

    std::string equals() { return comment() + "=" + comment(); }

    std::string percent(char c, char sign) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto octet = static_cast<unsigned char>(c);
        return {sign, digits[octet >> 4], digits[octet & 15]};
    }

    std::string extended(std::string_view text, bool is_first) {
        std::string all = is_first ? one_of({"utf-8''", "UTF-8'fr'"}) : "";
        for (const char c : text) {
            const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
            all += plain && coin() ? std::string(1, c) : percent(c, '%');
        }
        return all;
    }

    std::string encoded_word(std::string_view text) {
        const auto charset = one_of({"UTF-8", "utf-8", "Utf-8*fr"});
        if (coin())
            return "=?" + charset + one_of({"?B?", "?b?"}) +
                   framing::encode_base64(text) + "?=";
        std::string all = "=?" + charset + one_of({"?Q?", "?q?"});
        for (const char c : text) {
            const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
            if (c == ' ' && coin())
                all += '_';
            else
                all += plain && coin() ? std::string(1, c) : percent(c, '=');
        }
        return all + "?=";
    }

    std::mt19937 engine_;
};

/// The texts that are written into a message, and must be read from it.
struct Content {
    std::string subject, name, mailbox, file, body;
};

Content make_content(Author& author) {
    return {.subject = "S" + author.text(),
            .name = "N" + author.text(),
            .mailbox = author.one_of({"anna", "a b", "a\"b", "a.b", "a@b"}),
            .file = "F" + author.text() + ".pdf",
            .body = "T" + author.text()};
}

std::string make_message(Author& a, const Content& content) {
    const auto mailbox =
        content.mailbox.find_first_of(" \"@") == std::string::npos
            ? content.mailbox
            : a.quoted(content.mailbox);
    return "Subject: " + a.words(content.subject) + "\r\n" +
           "From:" + a.comment() + a.words(content.name) + a.comment() + " <" +
           a.one_of({"", "@r.example:", "@r.example,@s.example:"}) + mailbox +
           a.comment() + "@" + a.comment() + "example.org>" + a.comment() +
           "\r\nContent-Type:" + a.comment() + " multipart/mixed; boundary" +
           a.one_of({"=b", " = \"b\"", "=b (c)", "*=us-ascii''b", "*0=b"}) +
           "\r\n\r\n--b\r\nContent-Type: text/plain; " +
           a.parameter("charset", "utf-8") +
           "\r\nContent-Transfer-Encoding:" + a.comment() + " base64" +
           a.comment() + "\r\n\r\n" + framing::encode_base64(content.body) +
           "\r\n--b\r\nContent-Type: application/pdf\r\n"
           "Content-Disposition: attachment;" +
           a.blanks() + a.parameter("filename", content.file) +
           "\r\n\r\n%PDF\r\n--b--\r\n";
}

void check(const std::string& octets, const Content& content) {
    const mime::Message message(octets);

    const auto envelope = message.envelope();
    CHECK(mime::decode_words(envelope.subject.value()) == content.subject);
    CHECK(message.subject() == content.subject);
    CHECK(mail::advert_text(octets) == content.subject);
    CHECK(message.header_has("Subject", content.subject));

    REQUIRE(envelope.from.size() == 1);
    const auto& from = envelope.from[0];
    CHECK(mime::decode_words(from.name.value()) == content.name);
    CHECK(from.mailbox == content.mailbox);
    CHECK(from.host == "example.org");
    CHECK(message.header_has("From", content.name));
    CHECK(message.header_has("From", content.mailbox + "@example.org"));

    const auto structure = message.structure();
    REQUIRE(structure.parts.size() == 2);
    const auto& text = structure.parts[0];
    CHECK(text.encoding == "base64");
    CHECK(message.section({.part = {1}})->size() == text.octets);
    const auto charset =
        mime::find_parameter(text.parameters, "charset").value_or("");
    CHECK(mime::to_utf8(message.binary({1}).value(), charset) == content.body);
    CHECK(message.body_has(content.body));
    CHECK(message.text_has(content.body));

    const auto& disposition = structure.parts[1].disposition;
    REQUIRE(disposition);
    CHECK(mime::find_parameter(disposition->second, "filename") ==
          content.file);
    CHECK(message.text_has(content.file));
    for (const auto& header : {content.subject, content.name, content.file}) {
        CHECK(message.text_has(header));
        CHECK_FALSE(message.body_has(header));
    }
}

} // namespace

TEST_CASE("all that is told of a message agrees, however it is written") {
    for (unsigned seed = 1; seed <= 500; ++seed) {
        INFO("seed " << seed);
        Author author(seed);
        const auto content = make_content(author);
        const auto octets = make_message(author, content);
        INFO(octets);
        check(octets, content);
    }
}
