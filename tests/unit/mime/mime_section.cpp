#include "proto_server/mime/message.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mime/mime_messages.hpp"

using mail_samples::crlf;
using mail_samples::nested;
using mime::Message;
using mime::Section;
using Text = mime::Section::Text;

namespace {

using Part = std::vector<std::uint32_t>;

std::optional<std::string> part(const std::string& octets, Part numbers,
                                Text text = Text::all) {
    return Message(octets).section({.part = std::move(numbers), .text = text});
}

} // namespace

TEST_CASE("a whole message is its header and its text") {
    const auto all = nested();
    CHECK(part(all, {}) == all);
    CHECK(*part(all, {}, Text::header) + *part(all, {}, Text::text) == all);
    CHECK(part(all, {}, Text::header)->ends_with("\"outer\"\r\n\r\n"));
}

TEST_CASE("each part is found, exact to the octet") {
    const auto all = nested();
    CHECK(part(all, {1}) == "=C3=89tage 6=\r\n, no lift");
    CHECK(part(all, {2})->starts_with("From: eve@example.org\r\n"));
    CHECK(part(all, {2})->ends_with("\r\n--outer2--"));
    CHECK(part(all, {2, 1}) == "plain");
    CHECK(part(all, {2, 2}) == "<b>html</b>\r\n");
    CHECK(part(all, {3}) == "iVBORw0K");
    CHECK(part(all, {3}, Text::mime)->starts_with("Content-Type: image/png"));
    CHECK(part(all, {2}, Text::mime)->ends_with("she wrote\r\n\r\n"));
    CHECK(part(all, {2}, Text::header)->ends_with("outer2\r\n\r\n"));
    CHECK(*part(all, {2}, Text::header) + *part(all, {2}, Text::text) ==
          *part(all, {2}));
}

TEST_CASE("a part that is not there is nothing") {
    const auto all = nested();
    for (const Part& numbers :
         {Part{0}, {4}, {1, 1}, {2, 3}, {2, 1, 1}, {3, 1}, {4294967295}})
        CHECK_FALSE(part(all, numbers));
    CHECK_FALSE(part(all, {1}, Text::header)); // not a message
    CHECK_FALSE(part(all, {2, 2}, Text::text));
}

TEST_CASE("a message that is no multipart has one part") {
    const std::string octets = "Subject: x\r\n\r\nbody\r\n";
    CHECK(part(octets, {1}) == "body\r\n");
    CHECK(part(octets, {1}, Text::mime) == "Subject: x\r\n\r\n");
    CHECK_FALSE(part(octets, {2}));
    CHECK_FALSE(part(octets, {1, 1}));

    const std::string forwarded =
        "Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nin\r\n";
    CHECK(part(forwarded, {1}) == "Subject: y\r\n\r\nin\r\n");
    CHECK(part(forwarded, {1}, Text::header) == "Subject: y\r\n\r\n");
    CHECK(part(forwarded, {1, 1}) == "in\r\n");
    CHECK_FALSE(part(forwarded, {1, 2}));
}

TEST_CASE("chosen fields come as they are, and an empty line") {
    const auto all = nested();
    const Message message(all);
    const auto subject = message.section(
        {.text = Text::header_fields, .fields = {"SUBJECT", "Cc"}});
    CHECK(subject == "Subject: =?ISO-8859-1?Q?Deux_pi=E8ces?= near\r\n"
                     " the river\r\n\r\n");
    CHECK(message.section({.text = Text::header_fields, .fields = {"X"}}) ==
          "\r\n");
    CHECK(message.section({.part = {2},
                           .text = Text::header_fields_not,
                           .fields = {"from", "content-type"}}) ==
          "Subject: inner\r\n\r\n");
}

TEST_CASE("a partial text begins and ends where it is told to") {
    const std::string octets = "Subject: x\r\n\r\n0123456789";
    const Message message(octets);
    const auto cut = [&](std::uint64_t offset, std::uint64_t count) {
        return message.section({.part = {1}}, mime::Partial{offset, count})
            .value();
    };
    CHECK(cut(0, 4) == "0123");
    CHECK(cut(8, 100) == "89");
    CHECK(cut(9, 1) == "9");
    CHECK(cut(10, 1).empty());
    CHECK(cut(~0ull, ~0ull).empty());
    CHECK(message.section({}, mime::Partial{11, 3}) == "\n\r\n");
}

TEST_CASE("a NUL is none in a section, and one in binary") {
    const std::string octets("Content-Transfer-Encoding: binary\r\n\r\na\0b",
                             40);
    CHECK(Message(octets).section({.part = {1}}) == "a\x80"
                                                    "b");
    CHECK(Message(octets).binary({1}) == std::string("a\0b", 3));
}

TEST_CASE("binary undoes the transfer encoding, or says that it cannot") {
    const auto all = nested();
    const Message message(all);
    CHECK(message.binary({3}) == "\x89PNG\r\n");
    CHECK(message.binary({3}, mime::Partial{1, 3}) == "PNG");
    CHECK(message.binary({1}) == "\xC3\x89tage 6, no lift");
    CHECK(message.binary({}) == all);
    CHECK(message.binary({9}).error() == Message::BinaryError::no_such_part);
    const std::string odd = "Content-Transfer-Encoding: rot13\r\n\r\nuryyb";
    CHECK(Message(odd).binary({1}).error() ==
          Message::BinaryError::unknown_encoding);
}
