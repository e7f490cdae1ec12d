// Addresses of strangers: groups, and what looks like many of them.
#include "proto_server/mime/address.hpp"
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/message.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mime/mime_show.hpp"
#include "tests/unit/small_stack.hpp"

using mime::Message;
namespace limits = mime::limits;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string read(const std::string& value) {
    return show::addresses(mime::parse_addresses(value, limits::addresses));
}

std::size_t addresses_in(const imap::BodyPart& part) {
    std::size_t count = part.envelope ? part.envelope->to.size() : 0;
    for (const auto& one : part.parts) count += addresses_in(one);
    return count;
}

} // namespace

TEST_CASE("a group is a name, its members and an end") {
    CHECK(read("undisclosed-recipients:;") ==
          "((NIL NIL \"undisclosed-recipients\" NIL)(NIL NIL NIL NIL))");
    const auto group = "(NIL NIL \"g\" NIL)(NIL NIL \"a\" \"b\")"
                       "(NIL NIL NIL NIL)";
    CHECK(read("g: a@b") == "(" + std::string(group) + ")");
    CHECK(read("g: a@b;, c@d, g: a@b;") ==
          "(" + std::string(group) + "(NIL NIL \"c\" \"d\")" + group + ")");
    CHECK(read("\"g\" (not h:) : a@b;") == read("g: a@b"));
}

TEST_CASE("a colon or a semicolon that is quoted begins and ends no group") {
    CHECK(read("\"x: y;\" <a@b>") == "((\"x: y;\" NIL \"a\" \"b\"))");
    CHECK(read("a@b (x: y;)") == "((\"x: y;\" NIL \"a\" \"b\"))");
    CHECK(read("a@[x:y], c@d") ==
          "((NIL NIL \"a\" \"[x:y]\")(NIL NIL \"c\" \"d\"))");
    CHECK(read("<@a,@b:c@d>") == "((NIL NIL \"c\" \"d\"))");
    CHECK(read("\"x\\\": y;\" <a@b>") == "((\"x\": y;\" NIL \"a\" \"b\"))");
}

TEST_CASE("a group within a group is none; its members are the outer one's") {
    CHECK(read("g: h: a@b;, c@d; e@f") ==
          "((NIL NIL \"g\" NIL)(NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\")"
          "(NIL NIL NIL NIL)(NIL NIL \"e\" \"f\"))");
    CHECK(read("g: h: i: a@b") == read("g: a@b"));
}

TEST_CASE("groups within groups, however many, cost no stack") {
    on_small_stack([] {
        for (const std::string name :
             {"From", "Sender", "Reply-To", "To", "Cc", "Bcc"}) {
            const auto octets =
                name + ": " + repeated("g:", 25'000) + "a@b\r\n\r\n";
            CHECK(show::envelope(Message(octets).envelope())
                      .find(read("g: a@b")) != std::string::npos);
        }
        CHECK(read(repeated("g:", 25'000) + repeated(";", 25'000) + "a@b")
                  .ends_with("(NIL NIL \"a\" \"b\"))"));
        // GMime takes these for groups within groups; we do not.
        for (const std::string before : {"\"", "<", "[", "(", "\\\"", "\"\\"})
            for (const std::size_t colons :
                 {std::size_t{1}, limits::colons, std::size_t{25'000}})
                read(before + repeated("g:", colons) + "a@b");
    });
}

TEST_CASE("an address has as many colons as the limit, and not more") {
    for (const auto colons :
         {limits::colons - 1, limits::colons, limits::colons + 1}) {
        const auto found =
            read("c@d; \"" + repeated(":", colons) + "\" <a@b>; e@f");
        const bool shown = found.find("\"a\" \"b\"") != found.npos;
        CHECK(shown == (colons <= limits::colons));
        CHECK(found.ends_with("(NIL NIL \"e\" \"f\"))"));
    }
}

TEST_CASE("an envelope has as many addresses as the limit, and not more") {
    for (const auto count :
         {limits::addresses - 1, limits::addresses, limits::addresses + 1}) {
        const auto octets =
            "To: " + repeated("a@b,", count - 1) + "\r\nCc: c@d\r\n\r\n";
        const auto envelope = Message(octets).envelope();
        CHECK(envelope.to.size() + envelope.cc.size() ==
              std::min(count, limits::addresses));
        CHECK(envelope.to.back().mailbox == "a");
    }
}

TEST_CASE("all envelopes of a structure have no more addresses than one") {
    constexpr std::size_t parts = 10, each = limits::addresses / parts;
    for (const auto first : {each - 1, each, each + 1}) {
        std::string octets =
            "Content-Type: multipart/digest; boundary=b\r\n\r\n";
        for (std::size_t i = 0; i < parts; ++i)
            octets +=
                "--b\r\n\r\nTo: " + repeated("a@b,", i == 0 ? first : each) +
                "\r\n\r\ntext\r\n";
        CHECK(addresses_in(Message(octets).structure()) ==
              std::min(first + each * (parts - 1), limits::addresses));
    }
}
