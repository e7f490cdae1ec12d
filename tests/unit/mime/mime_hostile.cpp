// Any octets are a message, and none of them costs more than the limits say.
#include "common/imap/responses/response.hpp"
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/message.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mime/mime_messages.hpp"
#include "tests/unit/small_stack.hpp"

using mail_samples::crlf;
using mime::Message;
namespace limits = mime::limits;

namespace {

/// Returns a message with `levels` multiparts, one in another.
std::string nested_multiparts(std::size_t levels) {
    std::string octets;
    for (std::size_t i = 0; i < levels; ++i) {
        const auto name = "b" + std::to_string(i);
        octets += "Content-Type: multipart/mixed; boundary=";
        octets += name;
        octets += "\r\n\r\n--";
        octets += name;
        octets += "\r\n";
    }
    return octets + "\r\ndeep\r\n";
}

/// Returns a message with `levels` messages in it, one in another.
std::string nested_messages(std::size_t levels) {
    std::string octets;
    for (std::size_t i = 0; i < levels; ++i)
        octets += "Content-Type: message/rfc822\r\n\r\n";
    return octets + "\r\ndeep\r\n";
}

std::string many_parts(std::size_t count) {
    std::string octets = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    for (std::size_t i = 0; i < count; ++i) octets += "--b\r\n\r\ntext\r\n";
    return octets + "--b--\r\n";
}

std::size_t depth_of(const imap::BodyPart& part) {
    return 1 + (part.parts.empty() ? 0 : depth_of(part.parts[0]));
}

const imap::BodyPart& deepest(const imap::BodyPart& part) {
    return part.parts.empty() ? part : deepest(part.parts[0]);
}

} // namespace

TEST_CASE("nesting ends at the limit, in a lump") {
    for (const auto& make : {nested_multiparts, nested_messages}) {
        for (const std::size_t depth : {limits::depth - 1, limits::depth}) {
            const auto octets = make(depth - 1);
            const auto part = Message(octets).structure();
            CHECK(depth_of(part) == depth);
            CHECK(deepest(part).type == "text");
        }
        for (const std::size_t levels : {limits::depth, std::size_t{10'000}}) {
            const auto octets = make(levels);
            const auto part = Message(octets).structure();
            CHECK(depth_of(part) == limits::depth);
            CHECK(deepest(part).type == "application");
            CHECK(deepest(part).subtype == "octet-stream");
        }
    }
}

TEST_CASE("no depth that a message has costs more stack than the limit's") {
    on_small_stack([] {
        for (const auto& make : {nested_multiparts, nested_messages}) {
            const auto octets = make(10'000);
            const auto part = Message(octets).structure();
            const auto response = print(imap::FetchData{
                1, {imap::Body{imap::BodyForm::extended, part}}});
            CHECK(imap::parse_response(
                std::string_view(response).substr(0, response.size() - 2)));
            CHECK_FALSE(Message(octets).text_has("not there"));
        }
        for (const char sign : std::string_view("([<{\"'\\;:,=*%?@.")) {
            // One call deeper for each of them would need far more stack.
            const std::string signs(limits::value / 4, sign);
            for (const std::string name :
                 {"Content-Type: text/plain; a=",
                  "Content-Disposition: inline; a=", "Date:", "Subject:",
                  "From:", "Content-Language:", "Content-Transfer-Encoding:",
                  "Content-ID:"}) {
                const auto octets = name + signs + "\r\nDate: x\r\n\r\nbody";
                const Message message(octets);
                CHECK(message.structure().parts.empty());
                CHECK(message.envelope().date);
                (void)message.sent_on();
                (void)message.subject();
                (void)message.text_has("x");
            }
        }
    });
}

TEST_CASE("a lump is not looked into, but can be fetched") {
    const auto octets = nested_multiparts(limits::depth);
    const Message message(octets);
    std::vector<std::uint32_t> numbers(limits::depth - 1, 1);
    CHECK(message.section({.part = numbers})->ends_with("deep\r\n"));
    CHECK(message.binary(numbers)->ends_with("deep\r\n"));
    numbers.push_back(1);
    CHECK_FALSE(message.section({.part = numbers}));
    CHECK_FALSE(message.body_has("deep"));
}

TEST_CASE("there are as many parts as the limit, and the last takes the rest") {
    for (const std::size_t extra : {0u, 1u, 2u}) { // and the multipart is one
        const auto octets = many_parts(limits::parts - 2 + extra);
        const auto parts = Message(octets).structure().parts;
        CHECK(parts.size() == limits::parts - (extra == 0 ? 2 : 1));
        const auto rest = extra == 2 ? std::string("text\r\n--b\r\n\r\ntext")
                                     : std::string("text");
        CHECK(parts.back().octets == rest.size());
    }
}

TEST_CASE("a value is as long as the limit, and not longer") {
    for (const int more : {-1, 0, 1}) {
        const auto size = limits::value + static_cast<std::size_t>(more);
        const auto octets =
            "Subject:" + std::string(size, 'x') + "\r\nDate: now\r\n\r\n";
        const auto envelope = Message(octets).envelope();
        CHECK(envelope.subject->size() == std::min(size, limits::value));
        CHECK(envelope.date == "now");
    }
}

TEST_CASE("of a giant header the first fields are read, and all is fetched") {
    std::string octets = "Subject: first\r\n";
    while (octets.size() < limits::header) octets += "X-Y: zzzzzzzzzzzzz\r\n";
    octets += "Date: beyond\r\n\r\nbody";
    const Message message(octets);
    CHECK(message.envelope().subject == "first");
    CHECK_FALSE(message.envelope().date);
    CHECK(message.section({.part = {1}}) == "body");
    CHECK(message.section({.text = mime::Section::Text::header})->size() ==
          octets.size() - 4);
}

TEST_CASE("a giant field of addresses is read as far as the limit") {
    std::string octets = "To: ";
    while (octets.size() < 20 * limits::value)
        octets += "<a@example.org>,\r\n ";
    const auto to = Message(octets + "\r\n\r\n").envelope().to;
    CHECK(to.size() > 1000);
    CHECK(to.size() <= limits::value / 10);
}

TEST_CASE("a boundary is as long as the limit, and not longer") {
    for (const std::size_t size :
         {limits::boundary - 1, limits::boundary, limits::boundary + 1}) {
        const std::string name(size, 'b');
        std::string octets = "Content-Type: multipart/mixed; boundary=";
        for (const auto* more : {"\r\n\r\n--", "\r\n\r\nx\r\n--", "--\r\n"}) {
            octets += name;
            octets += more;
        }
        CHECK((Message(octets).structure().type == "multipart") ==
              (size <= limits::boundary));
    }
}

TEST_CASE("broken headers hide nothing") {
    const auto octets = crlf("no colon here\n"
                             "From nobody Mon Jan  1 00:00:00 2024\n"
                             ": no name\n"
                             "Subject : blank before the colon\n"
                             "\tfolded\n"
                             "Content-Type: nonsense\n"
                             "\n"
                             "body\n");
    const Message message(octets);
    CHECK(message.envelope().subject == "blank before the colon\tfolded");
    CHECK(message.structure().type == "text");
    CHECK(message.section({.part = {1}}) == "body\r\n");
}

TEST_CASE("a multipart without parts has an empty one, as IMAP demands") {
    const std::string octets =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\nno boundary\r\n";
    const auto part = Message(octets).structure();
    REQUIRE(part.parts.size() == 1);
    CHECK(part.parts[0].octets == 0);
    CHECK_FALSE(Message(octets).section({.part = {1}}));
}

TEST_CASE("a multipart without a boundary is a text") {
    const std::string octets = "Content-Type: multipart/mixed\r\n\r\ntext\r\n";
    CHECK(Message(octets).structure().type == "text");
    CHECK(Message(octets).section({.part = {1}}) == "text\r\n");
}

TEST_CASE("the end of an outer part ends the inner ones") {
    const auto octets =
        crlf("Content-Type: multipart/mixed; boundary=a\n\n"
             "--a\nContent-Type: multipart/mixed; boundary=b\n\n"
             "--b\n\ninner\n--a\nX: header without an end\n--a--\n"
             "--a\n\nan epilogue, no part\n");
    const Message message(octets);
    CHECK(message.structure().parts.size() == 2);
    CHECK(message.section({.part = {1, 1}}) == "inner");
    CHECK(message.section({.part = {2}}) == "");
}

TEST_CASE("a line that only begins like a boundary is text") {
    const auto octets = crlf("Content-Type: multipart/mixed; boundary=a\n\n"
                             "--a \t\n\n--ab\n--a-\n-- a\n--a--b\n--a--  \n");
    CHECK(Message(octets).section({.part = {1}}) ==
          "--ab\r\n--a-\r\n-- a\r\n--a--b");
}

TEST_CASE("NULs and octets that are no UTF-8 are borne") {
    const std::string octets(
        "Subject: a\0b\xFF\r\nFrom: \0 <a@b>\r\n\r\n\0\xFF", 34);
    const Message message(octets);
    CHECK(message.envelope().subject == "a\x80"
                                        "b\xFF");
    CHECK(message.envelope().from.size() == 1);
    CHECK_FALSE(message.text_has("x"));
    CHECK(message.structure().octets == 2);
}

TEST_CASE("even nothing is a message") {
    CHECK(Message("").structure().type == "text");
    CHECK(Message("").section({.part = {1}}) == "");
    CHECK(Message("").section({}) == "");
    CHECK_FALSE(Message("").envelope().subject);
}

TEST_CASE("what comes before the header's end is header") {
    const Message message("Subject: x\r\n");
    CHECK(message.envelope().subject == "x");
    CHECK(message.section({.part = {1}}) == "");
    CHECK(message.section({.text = mime::Section::Text::header}) ==
          "Subject: x\r\n");
}

TEST_CASE("of a header with very many fields the first are looked at") {
    std::string octets;
    for (std::size_t n = 1; n < limits::fields; ++n) octets += "a: x\r\n";
    octets += "b: y\r\nc: z\r\n\r\n";
    const Message message(octets);
    CHECK(message.header_has("b", "y"));
    CHECK_FALSE(message.header_has("c", "z"));
    CHECK(message.section({.text = mime::Section::Text::header}) == octets);
}

TEST_CASE("a key is found within one field, and not across two") {
    const Message message("a: one\r\na: two\r\nb:\r\n\r\n");
    CHECK(message.header_has("A", "one"));
    CHECK(message.header_has("a", "TWO"));
    CHECK(message.header_has("a", ""));
    CHECK(message.header_has("b", ""));
    CHECK_FALSE(message.header_has("c", ""));
    CHECK_FALSE(message.header_has("a", "onetwo"));
    CHECK_FALSE(message.header_has("a", "one\ntwo"));
}
