// Addresses in mail from strangers: groups, and texts that look like groups.
#include "proto_server/mime/address_list.hpp"
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
    CHECK(read("<@a,@b:c@d>") == "((NIL \"@a,@b\" \"c\" \"d\"))");
    CHECK(read("\"x\\\": y;\" <a@b>") == "((\"x\": y;\" NIL \"a\" \"b\"))");
}

TEST_CASE("a group within a group is none; its members are the outer one's") {
    CHECK(read("g: h: a@b;, c@d; e@f") ==
          "((NIL NIL \"g\" NIL)(NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"d\")"
          "(NIL NIL NIL NIL)(NIL NIL \"e\" \"f\"))");
    CHECK(read("g: h: i: a@b") == read("g: a@b"));
}

TEST_CASE("quoting is removed from a name and from a mailbox") {
    CHECK(read("\"a b\"@x.org") == "((NIL NIL \"a b\" \"x.org\"))");
    CHECK(read("\"a\\\"b@c\"@x.org") == "((NIL NIL \"a\"b@c\" \"x.org\"))");
    CHECK(read("\"a\".b . \"c\" @ x . org") ==
          "((NIL NIL \"a.b.c\" \"x.org\"))");
    CHECK(read("\"Doe,  J\" \t Q. <j@x>") ==
          "((\"Doe,  J Q.\" NIL \"j\" \"x\"))");
    CHECK(read("John\"ny\" Doe<j@x>") == "((\"Johnny Doe\" NIL \"j\" \"x\"))");
    CHECK(read("\"\" <a@b>") == "((NIL NIL \"a\" \"b\"))");
}

TEST_CASE("a name stands as it was sent, whatever its charset") {
    std::string words;
    for (int i = 0; i < 30; ++i) words += "=?x-unknown?B?SGVsbG8=?= ";
    words.pop_back();
    for (const std::string& name :
         {std::string("=?x-unknown?Q?=E9?="), std::string("Andr\xE9 \xFF"),
          words, std::string("=?utf-8?Q?broken"), std::string("a =?= b")})
        CHECK(read(name + " <a@b>") == "((\"" + name + "\" NIL \"a\" \"b\"))");
    // RFC 2047 §5 (3) does not allow these characters there.
    for (const std::string name :
         {"=?utf-8?Q?Doe,_J?=", "=?utf-8?Q?a:b;?=", "=?utf-8?Q?(\"<?="})
        CHECK(read("c@d, " + name + " <a@b>") ==
              "((NIL NIL \"c\" \"d\")(\"" + name + "\" NIL \"a\" \"b\"))");
}

TEST_CASE("a route is told") {
    CHECK(read("Mary <@node.test:mary@example.net>") ==
          "((\"Mary\" \"@node.test\" \"mary\" \"example.net\"))");
    CHECK(read("<@a , @[x:y]: c@d>, <@a>, <@b") ==
          "((NIL \"@a,@[x:y]\" \"c\" \"d\")(NIL NIL \"\" \"a\")"
          "(NIL NIL \"\" \"b\"))");
}

TEST_CASE("comments are no part of an address") {
    CHECK(read("a(x)@(y (z))b(w).c") == "((\"w\" NIL \"a\" \"b.c\"))");
    CHECK(read("a@b (Mary \\(M\\))") == "((\"Mary (M)\" NIL \"a\" \"b\"))");
    CHECK(read("Mary (work) Doe (x) <a@b> (y)") ==
          "((\"Mary Doe\" NIL \"a\" \"b\"))");
    CHECK(read("<a@b> (Mary)") == "((\"Mary\" NIL \"a\" \"b\"))");
    CHECK(read("(Mary) <a@b>, (no one), c@d") ==
          "((\"Mary\" NIL \"a\" \"b\")(NIL NIL \"c\" \"d\"))");
}

TEST_CASE("an address that is none is shown as it stands") {
    CHECK(read("a..b@docomo.example, .a@x, a.@x") ==
          "((NIL NIL \"a..b\" \"docomo.example\")(NIL NIL \".a\" \"x\")"
          "(NIL NIL \"a.\" \"x\"))");
    CHECK(read("\"Mail Delivery System\" <>") ==
          "((\"Mail Delivery System\" NIL \"\" \"\"))");
    CHECK(read("<>") == "((NIL NIL \"\" \"\"))");
    CHECK(read("root, Mail System") ==
          "((NIL NIL \"root\" \"\")(\"Mail System\" NIL \"\" \"\"))");
    CHECK(read("a@b@c, @c, a@") ==
          "((NIL NIL \"a@b\" \"c\")(NIL NIL \"\" \"c\")"
          "(NIL NIL \"a\" \"\"))");
    CHECK(read("a@x.org <a@x.org>") == "((\"a@x.org\" NIL \"a\" \"x.org\"))");
    CHECK(read(", ,") == "NIL");
}

TEST_CASE("what is missing hides nothing") {
    CHECK(read("A <a@b, C <c@d>") ==
          "((\"A\" NIL \"a\" \"b\")(\"C\" NIL \"c\" \"d\"))");
    CHECK(read("A <a@b> C <c@d> (x), e@f>") ==
          "((\"A\" NIL \"a\" \"b\")(\"C\" NIL \"c\" \"d\")"
          "(NIL NIL \"e\" \"f\"))");
    CHECK(read("\"A <a@b>, (c@d") ==
          "((\"\"A\" NIL \"a\" \"b\")(NIL NIL \"(c\" \"d\"))");
    CHECK(read("a@b; c@[d, e@f") ==
          "((NIL NIL \"a\" \"b\")(NIL NIL \"c\" \"[d\")"
          "(NIL NIL \"e\" \"f\"))");
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
        for (const std::string before : {"\"", "<", "[", "(", "\\\"", "\"\\"})
            read(before + repeated("g:", 25'000) + "a@b");
    });
}

TEST_CASE("a name has as many colons as it likes, if it is quoted") {
    CHECK(read("c@d; \"" + repeated(":", 10'000) + "\" <a@b>; e@f") ==
          "((NIL NIL \"c\" \"d\")(\"" + repeated(":", 10'000) +
              "\" NIL \"a\" \"b\")(NIL NIL \"e\" \"f\"))");
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

TEST_CASE("a group ends, even at the limit") {
    const std::string group = "(NIL NIL \"g\" NIL)";
    const std::string end = "(NIL NIL NIL NIL)";
    const std::string a = "(NIL NIL \"a\" \"b\")";
    const auto read_at_most = [](std::size_t most) {
        return show::addresses(mime::parse_addresses("a@b,g:a@b,a@b;", most));
    };
    CHECK(read_at_most(0) == "NIL");
    CHECK(read_at_most(1) == "(" + a + ")");
    CHECK(read_at_most(2) == "(" + a + ")");
    CHECK(read_at_most(3) == "(" + a + group + end + ")");
    CHECK(read_at_most(4) == "(" + a + group + a + end + ")");
    CHECK(read_at_most(5) == "(" + a + group + a + a + end + ")");
    CHECK(read_at_most(6) == read_at_most(5));
}

TEST_CASE("a list that is too long is cut between two addresses") {
    const std::string first = "\"a, b\" <a@b>, ";
    for (const std::string last :
         {"c@d", "\"x, y\" <c@d>", "(x, y) c@d", "<c@d>", "g:c@d"}) {
        const auto whole = first + last;
        for (auto size = first.size() - 1; size <= whole.size(); ++size)
            CHECK(show::addresses(
                      mime::parse_addresses(whole.substr(0, size), 9, true))
                      .starts_with("((\"a, b\" NIL \"a\" \"b\")"));
        for (auto size = first.size(); size <= whole.size(); ++size)
            CHECK(show::addresses(
                      mime::parse_addresses(whole.substr(0, size), 9, true))
                      .find("\"c") == std::string::npos);
    }
    for (const int more : {-1, 0, 1}) {
        const auto size = limits::value + static_cast<std::size_t>(more);
        const auto address = std::string(98, 'a') + "@b,";
        const auto value = repeated(address, size / address.size() - 1);
        const auto octets = "To:" + value +
                            std::string(size - value.size() - 2, 'c') +
                            "@d\r\n\r\n";
        const auto to = Message(octets).envelope().to;
        CHECK(to.back().host == (more > 0 ? "b" : "d"));
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
