// Responses as real servers write them, and how ours are written.
#include "common/imap/limits.hpp"
#include "common/imap/responses/response.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/small_stack.hpp"

using namespace imap;

namespace {

/// What a response says, or a failure of the test.
template<typename Expected>
Expected read(const std::string& text) {
    INFO(text);
    const auto response = parse_response(text);
    if (!response) FAIL(response.error().what);
    const auto* found = std::get_if<Expected>(&*response);
    REQUIRE(found);
    return *found;
}

/// Reads and writes the same.
template<typename Expected>
void same(const std::string& text, const Expected& expected) {
    CHECK(read<Expected>(text) == expected);
    CHECK(print(Response{expected}) == text + "\r\n");
}

} // namespace

TEST_CASE("outcomes, greetings and goodbyes") {
    same("a1 OK done", Tagged{"a1", Outcome::ok, {}, "done"});
    same("a1 NO [TRYCREATE] no such mailbox",
         Tagged{"a1", Outcome::no, Code{"TRYCREATE", {}}, "no such mailbox"});
    same("* OK [UIDNEXT 4] Predicted next UID",
         Untagged{Untagged::Kind::ok, number_code("UIDNEXT", 4),
                  "Predicted next UID"});
    same("* BYE Logging out", Untagged{Untagged::Kind::bye, {}, "Logging out"});
    same("* PREAUTH hello", Untagged{Untagged::Kind::preauth, {}, "hello"});
    same("* BAD expected a tag",
         Untagged{Untagged::Kind::bad, {}, "expected a tag"});
    same("+ idling", Continuation{"idling"});
    // Borne, as servers send them.
    CHECK(read<Continuation>("+").text.empty());
    CHECK(read<Tagged>("a1 OK").text.empty());
    CHECK(read<Untagged>("* ok [alert] x").code->name == "ALERT");
    CHECK(read<Untagged>("* OK [not a code").text == "[not a code");
    CHECK(read<Untagged>("* OK [X y] z {3}").text == "z {3}");
}

TEST_CASE("a text cannot be taken for a code, nor for another line") {
    CHECK(print(Tagged{"a", Outcome::bad, {}, "[ALERT] x\r\n* BYE"}) ==
          "a BAD (ALERT] x??* BYE\r\n");
}

TEST_CASE("news of a mailbox") {
    same("* 4 EXISTS", Exists{4});
    same("* 0 RECENT", Recent{0});
    same("* 3 EXPUNGE", Expunged{3});
    same("* FLAGS (\\Answered \\Seen Junk)",
         FlagsData{Flags{{Flag::answered, Flag::seen}, {"Junk"}}});
    same("* SEARCH", SearchData{});
    same("* SEARCH 2 84", SearchData{{2, 84}});
    CHECK(read<SearchData>("* SEARCH 2 84 (MODSEQ 9) ").numbers.size() == 2);
    same("* ESEARCH (TAG \"a1\") UID MIN 2 MAX 9 COUNT 3 ALL 2,8:9",
         EsearchData{"a1", true, 2, 9, 3, sequence_set({2, 8, 9})});
    CHECK(read<EsearchData>("* ESEARCH UID MODSEQ (1 2) COUNT 0").count == 0);
}

TEST_CASE("what a server tells of mailboxes") {
    same("* LIST (\\HasNoChildren \\Sent) \"/\" \"a b\"",
         ListData{false, {"\\HasNoChildren", "\\Sent"}, '/', "a b", {}});
    same("* LSUB () NIL INBOX", ListData{true, {}, std::nullopt, "INBOX", {}});
    same("* LIST () \"/\" b (\"OLDNAME\" (a))",
         ListData{false, {}, '/', "b", {}, "a"});
    same("* LIST () \"/\" a (\"CHILDINFO\" (\"SUBSCRIBED\"))",
         ListData{false, {}, '/', "a", {"SUBSCRIBED"}});
    CHECK(
        read<ListData>("* LIST () \".\" inbox (\"OLDNAME\" (\"b\"))").mailbox ==
        "INBOX");
    same("* STATUS INBOX (MESSAGES 3 UIDNEXT 4)",
         StatusData{"INBOX",
                    {{StatusItem::messages, 3}, {StatusItem::uid_next, 4}}});
    CHECK(read<StatusData>("* STATUS a (HIGHESTMODSEQ 7 UNSEEN 1)").items ==
          std::vector{std::pair{StatusItem::unseen, std::uint64_t{1}}});
    same("* NAMESPACE ((\"\" \"/\")) NIL ((\"#a\" NIL)(\"#b\" \".\"))",
         NamespaceData{{{"", '/'}}, {}, {{"#a", std::nullopt}, {"#b", '.'}}});
}

TEST_CASE("what a server can do, and is") {
    same("* CAPABILITY IMAP4REV1 IDLE", CapabilityData{{"IMAP4REV1", "IDLE"}});
    CHECK(read<CapabilityData>("* capability imap4rev1 ").capabilities ==
          std::vector<std::string>{"IMAP4REV1"});
    same("* ENABLED IMAP4REV2", EnabledData{{"IMAP4REV2"}});
    same("* ENABLED", EnabledData{});
    same("* ID (\"name\" \"Dovecot\" \"x\" NIL)",
         IdData{{{"name", "Dovecot"}, {"x", std::nullopt}}});
    same("* ID NIL", IdData{});
    same("* XMOON full", OtherData{"XMOON full"});
    same("* 3 XMOON", OtherData{"3 XMOON"});
}

TEST_CASE("what a server tells of messages") {
    using namespace std::chrono;
    same("* 1 FETCH (FLAGS (\\Seen \\Recent) UID 7 RFC822.SIZE 136 "
         "INTERNALDATE \" 2-Nov-2026 23:53:18 +0000\")",
         FetchData{1,
                   {Flags{Flag::seen, Flag::recent}, Uid{7}, Size{136},
                    DateTime{sys_days{2026y / November / 2} + 23h + 53min + 18s,
                             0min}}});
    Content content;
    content.section.text = Section::Text::header_fields;
    content.section.fields = {"DATE", "FROM"};
    content.octets = "From: x\r\n\r\n";
    same("* 2 FETCH (BODY[HEADER.FIELDS (DATE FROM)] {11}\r\nFrom: x\r\n\r\n)",
         FetchData{2, {content}});
    content = Content{FetchItem::Kind::section, {}, 5, NString{}};
    content.section.part = {1, 2};
    same("* 2 FETCH (BODY[1.2]<5> NIL)", FetchData{2, {content}});
    same(
        "* 2 FETCH (RFC822.HEADER {1}\r\nx UID 4)",
        FetchData{
            2, {Content{FetchItem::Kind::rfc822_header, {}, {}, "x"}, Uid{4}}});
    const std::string nul("a\0b", 3);
    same("* 2 FETCH (BINARY[] ~{3}\r\n" + nul + " BINARY.SIZE[1] 3)",
         FetchData{2,
                   {Content{FetchItem::Kind::binary, {}, {}, nul},
                    BinarySize{{1}, 3}}});
    CHECK(read<FetchData>("* 2 FETCH (MODSEQ (12) UID 4)").values ==
          std::vector<FetchValue>{Uid{4}});
}

TEST_CASE("ENVELOPE and BODYSTRUCTURE, as Dovecot writes them") {
    const auto data = read<FetchData>(
        "* 1 FETCH (BODYSTRUCTURE (\"text\" \"plain\" (\"charset\" "
        "\"us-ascii\") NIL NIL \"7bit\" 9 1 NIL NIL NIL NIL) ENVELOPE (\"Mon, "
        "1 Jan 2024 00:00:00 +0000\" \"msg 0\" ((NIL NIL \"a0\" "
        "\"example.org\")) ((NIL NIL \"a0\" \"example.org\")) ((NIL NIL \"a0\" "
        "\"example.org\")) ((NIL NIL \"u\" \"example.org\")) NIL NIL NIL "
        "\"<m0@example.org>\"))");
    const auto& part = std::get<Body>(data.values.at(0)).part;
    CHECK(part.type == "text");
    CHECK(part.parameters == Parameters{{"charset", "us-ascii"}});
    CHECK(part.octets == 9);
    CHECK(part.lines == 1);
    const auto& envelope = std::get<Envelope>(data.values.at(1));
    CHECK(envelope.subject == "msg 0");
    CHECK(envelope.to == std::vector<Address>{{{}, {}, "u", "example.org"}});
    CHECK(envelope.cc.empty());
    CHECK_FALSE(envelope.in_reply_to);
    CHECK(envelope.message_id == "<m0@example.org>");
}

TEST_CASE("the parts of a body stand inside one another") {
    const std::string text = "* 1 FETCH (BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" "
                             "NIL NIL NIL \"7BIT\" 2 1 NIL NIL NIL NIL)"
                             "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 9 "
                             "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
                             "(\"IMAGE\" \"PNG\" NIL \"<i>\" NIL \"BASE64\" 4 "
                             "\"md5\" (\"INLINE\" (\"FILENAME\" \"a\")) "
                             "(\"en\" \"fr\") \"here\") 3 NIL NIL NIL NIL) "
                             "\"MIXED\" (\"BOUNDARY\" \"b\") NIL NIL NIL))";
    const auto data = read<FetchData>(text);
    const auto& body = std::get<Body>(data.values.at(0)).part;
    CHECK(body.type == "MULTIPART");
    CHECK(body.subtype == "MIXED");
    CHECK(body.parameters == Parameters{{"BOUNDARY", "b"}});
    REQUIRE(body.parts.size() == 2);
    REQUIRE(body.parts.at(1).envelope);
    CHECK(body.parts.at(1).lines == 3);
    const auto& image = body.parts.at(1).parts.at(0);
    CHECK(image.id == "<i>");
    CHECK(image.md5 == "md5");
    CHECK(image.disposition->second == Parameters{{"FILENAME", "a"}});
    CHECK(image.languages == std::vector<std::string>{"en", "fr"});
    CHECK(image.location == "here");
    CHECK(print(data) == text + "\r\n");
    // BODY is without the extension data.
    CHECK(print(FetchData{1, {Body{BodyForm::basic, image}}}) ==
          "* 1 FETCH (BODY (\"IMAGE\" \"PNG\" NIL \"<i>\" NIL \"BASE64\" 4))"
          "\r\n");
}

TEST_CASE("bodies stand at most 100 deep") {
    const auto nested = [](std::size_t depth) {
        std::string body = "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1)";
        for (std::size_t i = 1; i < depth; ++i) body = "(" + body + " \"X\")";
        return "* 1 FETCH (BODY " + body + ")";
    };
    on_small_stack([&] {
        CHECK_FALSE(parse_response(nested(25'000)));
        const auto deepest = parse_response(nested(limits::body_depth));
        CHECK(print(*deepest).ends_with(")\r\n"));
        CHECK_FALSE(parse_response("* 1 FETCH (X " + std::string(25'000, '(')));
    });
    CHECK(parse_response(nested(limits::body_depth - 1)));
    CHECK(parse_response(nested(limits::body_depth)));
    const auto over = parse_response(nested(limits::body_depth + 1));
    REQUIRE_FALSE(over);
    CHECK_THAT(over.error().what,
               Catch::Matchers::StartsWith("more than 100 bodies inside one"));
}

TEST_CASE("bodies, addresses and ranges are numbered") {
    const auto repeated = [](const char* before, const char* one,
                             std::size_t times, const char* after) {
        std::string text = before;
        for (std::size_t i = 0; i < times; ++i) text += one;
        return text + after;
    };
    const auto check = [](std::size_t limit, auto text) {
        CHECK(parse_response(text(limit - 1)));
        CHECK(parse_response(text(limit)));
        CHECK_FALSE(parse_response(text(limit + 1)));
    };
    check(limits::body_parts, [&](std::size_t count) {
        return repeated("* 1 FETCH (BODY (",
                        "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1)", count - 1,
                        " \"X\"))");
    });
    check(limits::addresses, [&](std::size_t count) {
        return repeated("* 1 FETCH (ENVELOPE (NIL NIL (", "(NIL NIL NIL NIL)",
                        count, ") NIL NIL NIL NIL NIL NIL NIL))");
    });
    check(limits::response_ranges, [&](std::size_t count) {
        return repeated("* ESEARCH ALL ", "1,", count - 1, "1");
    });
}

TEST_CASE("a wrong response says where and what was expected") {
    struct Case {
        const char* text;
        const char* tag;
        const char* what;
    };
    const Case cases[] = {
        {"", "*", "expected *, + or a tag at octet 1"},
        {"a1 GOOD", "a1", "expected OK, NO or BAD at octet 4"},
        {"*", "*", "expected a space at octet 2"},
        {"* ", "*", "expected a response such as OK at octet 3"},
        {"* 4", "*", "expected a space at octet 4"},
        {"* 0 EXPUNGE", "*", "expected a message number from 1"},
        {"* 4 EXISTS now", "*", "expected the end of the line at octet 12"},
        {"* 1 FETCH (UID 0)", "*", "expected a UID at octet 16"},
        {"* 1 FETCH (UID 1", "*", "expected a space or ) at octet 17"},
        {"* LIST () \"ab\" x", "*", "expected a delimiter of one character"},
        {"* FLAGS (", "*", "expected a flag at octet 10"},
        {"* SEARCH x", "*", "expected a number at octet 10"},
        {"* 1 FETCH (X (a)", "*", "expected a space or ) at octet 17"},
        {"* 1 FETCH (X (a", "*", "expected a value at octet 16"},
    };
    for (const auto& one : cases) {
        INFO(one.text);
        const auto response = parse_response(one.text);
        REQUIRE_FALSE(response);
        CHECK(response.error().tag == one.tag);
        CHECK_THAT(response.error().what,
                   Catch::Matchers::StartsWith(one.what));
    }
}

namespace {

std::vector<std::string> responses(std::string_view stream,
                                   std::size_t portion) {
    ResponseReader reader;
    std::vector<std::string> found;
    while (!stream.empty()) {
        auto bytes = stream.substr(0, portion);
        stream.remove_prefix(bytes.size());
        while (const auto event = reader.next(bytes)) {
            using enum ResponseReader::Event::Kind;
            found.emplace_back(event->kind == response ? event->text
                                                       : "too big");
        }
    }
    CHECK(reader.held() <= limits::response);
    return found;
}

} // namespace

TEST_CASE("responses are whole wherever the bytes are cut") {
    const std::string stream = "* OK a {9}\r\n"
                               "* 1 FETCH (BODY[] {4}\r\na\r\nb UID 1)\r\n"
                               "+ {3}\r\n"
                               "a1 OK b {2}\r\n"
                               "* LIST () \"/\" {1}\r\nx\r\n";
    const std::vector<std::string> expected = {
        "* OK a {9}", "* 1 FETCH (BODY[] {4}\r\na\r\nb UID 1)", "+ {3}",
        "a1 OK b {2}", "* LIST () \"/\" {1}\r\nx"};
    for (const std::size_t portion :
         {std::size_t{1}, std::size_t{7}, stream.size()})
        CHECK(responses(stream, portion) == expected);
}

TEST_CASE("a response over its limits ends the conversation") {
    const auto line = [](std::size_t octets) {
        return "* OK " + std::string(octets - 5, 'x') + "\r\n* 1 EXISTS\r\n";
    };
    for (const auto octets : {limits::response_line - 1, limits::response_line})
        CHECK(responses(line(octets), 65536).size() == 2);
    CHECK(responses(line(limits::response_line + 1), 65536) ==
          std::vector<std::string>{"too big"});
    const auto mark = [](std::size_t octets) {
        return "* X {" + std::to_string(octets) + "}\r\n";
    };
    const auto most = limits::response - mark(limits::response).size();
    CHECK(responses(mark(most - 1), 100).empty());
    CHECK(responses(mark(most), 100).empty());
    CHECK(responses(mark(most + 1) + "* 1 EXISTS\r\n", 100) ==
          std::vector<std::string>{"too big"});
}
