// Requests as real clients write them, and errors in wrong requests.
#include "common/imap/limits.hpp"
#include "common/imap/requests/request.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/small_stack.hpp"

using namespace imap;

namespace {

/// Reads a request and returns its command. Fails the test if it is another.
template<typename Expected>
Expected read(const std::string& command) {
    INFO(command);
    const auto request = parse_request("a1 " + command);
    if (!request) FAIL(request.error().what);
    CHECK(request->tag == "a1");
    const auto* found = std::get_if<Expected>(&request->command);
    REQUIRE(found);
    return *found;
}

SequenceSet set(std::vector<Range> ranges) {
    return {std::move(ranges)};
}

FetchItem section(Section::Text text, std::vector<std::string> fields = {}) {
    FetchItem item{FetchItem::Kind::section};
    item.peek = true;
    item.section.text = text;
    item.section.fields = std::move(fields);
    return item;
}

SearchKey flag(Flag flag) {
    SearchKey key{SearchKey::Kind::flag};
    key.flag = flag;
    return key;
}

SearchKey no(SearchKey key) {
    SearchKey all{SearchKey::Kind::not_};
    all.keys = {std::move(key)};
    return all;
}

} // namespace

TEST_CASE("commands without arguments, in any case") {
    read<Capability>("CAPABILITY");
    read<Noop>("noop");
    read<Logout>("Logout");
    read<StartTls>("STARTTLS");
    read<Namespace>("NAMESPACE");
    read<Idle>("idle");
    read<Check>("CHECK");
    read<Close>("CLOSE");
    read<Unselect>("UNSELECT");
    CHECK_FALSE(read<Expunge>("EXPUNGE").uids);
}

TEST_CASE("who speaks") {
    CHECK(read<Login>("LOGIN aerc \"p\\\"w\\\\\"") == Login{"aerc", "p\"w\\"});
    CHECK(read<Login>("LOGIN {4}\r\naerc {0+}\r\n") == Login{"aerc", ""});
    CHECK(read<Authenticate>("AUTHENTICATE plain AGE=") ==
          Authenticate{"PLAIN", "AGE="});
    CHECK(read<Authenticate>("AUTHENTICATE XOAUTH2") ==
          Authenticate{"XOAUTH2", std::nullopt});
    CHECK(read<Authenticate>("AUTHENTICATE PLAIN =").initial_response == "=");
    CHECK(read<Enable>("ENABLE UTF8=ACCEPT imap4rev2").capabilities ==
          std::vector<std::string>{"UTF8=ACCEPT", "IMAP4REV2"});
    CHECK(read<Id>("ID NIL").fields.empty());
    CHECK(read<Id>("ID ()").fields.empty());
    CHECK(read<Id>("ID (\"name\" \"imaplib\" \"version\" nil)").fields ==
          IdFields{{"name", "imaplib"}, {"version", std::nullopt}});
}

TEST_CASE("mailboxes") {
    CHECK(read<Select>("SELECT InBox") == Select{"INBOX", false});
    CHECK(read<Select>("EXAMINE \"&ZeVnLIqe-\"") == Select{"&ZeVnLIqe-", true});
    CHECK(read<Create>("CREATE Trash") == Create{"Trash", {}});
    CHECK(read<Create>("CREATE x (USE (\\Drafts \\Sent))").uses ==
          std::vector<std::string>{"\\Drafts", "\\Sent"});
    CHECK(read<Delete>("DELETE {5}\r\na b c").mailbox == "a b c");
    CHECK(read<Rename>("RENAME a \"b c\"") == Rename{"a", "b c"});
    CHECK(read<Subscribe>("SUBSCRIBE a").mailbox == "a");
    CHECK(read<Unsubscribe>("UNSUBSCRIBE a").mailbox == "a");
    CHECK(read<Lsub>("LSUB \"\" \"*\"") == Lsub{"", "*"});
    CHECK(read<Status>("STATUS a (MESSAGES UIDNEXT)") ==
          Status{"a", {StatusItem::messages, StatusItem::uid_next}});
}

TEST_CASE("LIST, plain and extended") {
    CHECK(read<List>("LIST \"\" \"\"").patterns ==
          std::vector<std::string>{""});
    CHECK(read<List>("LIST \"\" %/*]").patterns.at(0) == "%/*]");
    CHECK(read<List>("list (subscribed) \"\" \"*\" return (special-use)") ==
          List{"", {"*"}, {.subscribed = true}, {.special_use = true}});
    const auto list = read<List>("LIST () \"\" (INBOX a/%) RETURN (SUBSCRIBED "
                                 "CHILDREN STATUS (MESSAGES UNSEEN))");
    CHECK(list.patterns == std::vector<std::string>{"INBOX", "a/%"});
    CHECK(list.returns.subscribed);
    CHECK(list.returns.children);
    CHECK(list.returns.status ==
          std::vector{StatusItem::messages, StatusItem::unseen});
    CHECK(read<List>("LIST (SUBSCRIBED RECURSIVEMATCH) \"\" a RETURN ()")
              .select.recursive_match);
}

TEST_CASE("FETCH items") {
    using Kind = FetchItem::Kind;
    const auto fetch = read<Fetch>("FETCH 1:3 (UID FLAGS)");
    CHECK_FALSE(fetch.uid);
    CHECK(fetch.set == set({{1, 3}}));
    CHECK(fetch.items == std::vector<FetchItem>{{Kind::uid}, {Kind::flags}});

    const auto items = [](const std::string& text) {
        return read<Fetch>("UID FETCH 7,9:* " + text).items;
    };
    CHECK(items("FAST").size() == 3);
    CHECK(items("all").back().kind == Kind::envelope);
    CHECK(items("FULL").back().kind == Kind::body);
    CHECK(items("RFC822.SIZE").at(0).kind == Kind::rfc822_size);
    CHECK(items("BODYSTRUCTURE").at(0).kind == Kind::body_structure);
    CHECK(items("BODY").at(0).kind == Kind::body);
    CHECK(items("BODY.PEEK[]").at(0) == section(Section::Text::all));
    CHECK(items("body[text]").at(0).section.text == Section::Text::text);
    CHECK_FALSE(items("BODY[]").at(0).peek);
    CHECK(items("(BODY.PEEK[HEADER.FIELDS (DATE \"From\")] UID)").at(0) ==
          section(Section::Text::header_fields, {"DATE", "From"}));

    const auto part = items("BODY[1.2.3.MIME]<0.100>").at(0);
    CHECK(part.section.part == std::vector<std::uint32_t>{1, 2, 3});
    CHECK(part.section.text == Section::Text::mime);
    CHECK(part.partial == Partial{0, 100});
    CHECK(items("BINARY.PEEK[1]<5.1>").at(0).kind == Kind::binary);
    CHECK(items("BINARY.SIZE[1.2]").at(0).kind == Kind::binary_size);
}

TEST_CASE("SEARCH keys become a small tree") {
    using Kind = SearchKey::Kind;
    const auto search = read<Search>("SEARCH UNSEEN UNDELETED");
    CHECK(search.keys ==
          std::vector{no(flag(Flag::seen)), no(flag(Flag::deleted))});
    CHECK(read<Search>("UID SEARCH CHARSET utf-8 ALL").charset == "UTF-8");
    CHECK(read<Search>("SEARCH RETURN () ALL").returns->all);
    CHECK(read<Search>("SEARCH RETURN (MIN COUNT) 1:*").returns ==
          Search::Return{.min = true, .count = true});

    const auto key = [](const std::string& text) {
        return read<Search>("SEARCH " + text).keys.at(0);
    };
    CHECK(key("2,4:*").kind == Kind::sequence);
    CHECK(key("UID 4").set == set({{4, 4}}));
    CHECK(key("NEW").keys ==
          std::vector{flag(Flag::recent), no(flag(Flag::seen))});
    CHECK(key("OLD") == no(flag(Flag::recent)));
    CHECK(key("NOT NOT SEEN") == no(no(flag(Flag::seen))));
    const auto either = key("OR (FROM a SUBJECT \"b c\") SINCE 1-Feb-1994");
    REQUIRE(either.kind == Kind::or_);
    CHECK(either.keys.at(0).keys.at(1).name == "SUBJECT");
    CHECK(either.keys.at(0).keys.at(1).text == "b c");
    using namespace std::chrono;
    CHECK(either.keys.at(1).date == 1994y / February / 1);
    CHECK(key("HEADER Message-ID <a@b>").name == "Message-ID");
    CHECK(key("LARGER 4294967296").octets == 4294967296);
    CHECK(key("KEYWORD $Junk").text == "$Junk");
    CHECK(key("TEXT {3}\r\na\nb").text == "a\nb");
}

TEST_CASE("STORE, COPY, MOVE and UID EXPUNGE") {
    CHECK(read<Store>("STORE 1 +FLAGS (\\Seen)") ==
          Store{false, set({{1, 1}}), Store::Action::add, false, {Flag::seen}});
    const auto store = read<Store>("UID STORE * -flags.silent \\DELETED Junk");
    CHECK(store.set == set({{0, 0}}));
    CHECK(store.action == Store::Action::remove);
    CHECK(store.silent);
    CHECK(store.flags == Flags{{Flag::deleted}, {"Junk"}});
    CHECK(read<Store>("STORE 1 FLAGS ()").flags.empty());
    CHECK(read<Copy>("COPY 1:2 a") == Copy{false, set({{1, 2}}), "a"});
    CHECK(read<Move>("UID MOVE 9 inbox") == Move{true, set({{9, 9}}), "INBOX"});
    CHECK(read<Expunge>("UID EXPUNGE 4:2").uids == set({{4, 2}}));
}

TEST_CASE("APPEND") {
    CHECK(read<Append>("APPEND Sent {3}\r\nabc").message == "abc");
    const auto append = read<Append>("APPEND Sent (\\Seen $Forwarded) "
                                     "\" 5-Nov-2026 23:59:59 -0130\" "
                                     "{4+}\r\na\r\nb");
    CHECK(append.flags == Flags{{Flag::seen}, {"$Forwarded"}});
    CHECK(append.message == "a\r\nb");
    using namespace std::chrono;
    REQUIRE(append.date);
    CHECK(append.date->zone == -90min);
    CHECK(append.date->time ==
          sys_days{2026y / November / 6} + 1h + 29min + 59s);
    CHECK(append.date->date() == 2026y / November / 5);
    const auto utf8 = read<Append>("APPEND a (\\Seen) UTF8 (~{2}\r\n\xC3\xA9)");
    CHECK(utf8.utf8);
    CHECK(utf8.message == "\xC3\xA9");
    CHECK(read<Append>(std::string("APPEND a ~{3}\r\na\0b", 18)).message ==
          std::string("a\0b", 3));
}

TEST_CASE("a wrong request is told apart by where it goes wrong") {
    struct Case {
        const char* text;
        const char* tag;
        const char* what;
    };
    const Case cases[] = {
        {"", "*", "expected a tag of 1 to 100 characters at octet 1"},
        {"+a NOOP", "*", "expected a tag of 1 to 100 characters at octet 1"},
        {"a1", "a1", "expected a space at octet 3"},
        {"a1 ", "a1", "expected a command such as NOOP at octet 4"},
        {"a1 XYZZY", "a1", "expected a command such as NOOP at octet 4"},
        {"a1  NOOP", "a1", "expected a command such as NOOP at octet 4"},
        {"a1 NOOP ", "a1", "expected the end of the line at octet 8"},
        {"a1 IDLE foo", "a1", "expected the end of the line at octet 8"},
        {"DONE", "DONE", "expected a space at octet 5"},
        {"a1 LOGIN u", "a1", "expected a space at octet 11"},
        {"a1 LOGIN u \"p", "a1", "expected the quote that ends the string"},
        {"a1 LOGIN u \"\\p\"", "a1", "expected a quote or a backslash"},
        {"a1 LOGIN u p\xC3", "a1", "expected the end of the line"},
        {"a1 LOGIN u {9}\r\np", "a1", "expected all octets of the literal"},
        {"a1 FETCH x FLAGS", "a1", "expected a sequence set at octet 10"},
        {"a1 FETCH 0 FLAGS", "a1", "expected a sequence set at octet 10"},
        {"a1 FETCH 1:4294967296 FLAGS", "a1", "expected a sequence set"},
        {"a1 FETCH 1,", "a1", "expected a sequence set at octet 12"},
        {"a1 FETCH 1 ()", "a1", "expected a FETCH item such as"},
        {"a1 FETCH 1 (FAST)", "a1", "expected a FETCH item such as"},
        {"a1 FETCH 1 BODY[1.X]", "a1", "expected a section such as"},
        {"a1 FETCH 1 BODY[MIME]", "a1", "expected a section such as"},
        {"a1 FETCH 1 BODY[]<0.0>", "a1", "expected a number of octets"},
        {"a1 FETCH 1 BINARY[TEXT]", "a1", "expected numbers alone"},
        {"a1 STORE 1 FLAGZ ()", "a1", "expected FLAGS, +FLAGS or -FLAGS"},
        {"a1 SEARCH", "a1", "expected a space at octet 10"},
        {"a1 SEARCH SENT", "a1", "expected a search key at octet 11"},
        {"a1 SEARCH (ALL", "a1", "expected a space or ) at octet 15"},
        {"a1 SEARCH ON 31-Feb-2020", "a1", "expected a day of the calendar"},
        {"a1 SEARCH OR ALL", "a1", "expected a space at octet 17"},
        {"a1 LIST \"\"", "a1", "expected a space at octet 11"},
        {"a1 LIST (RECURSIVEMATCH) \"\" *", "a1", "expected SUBSCRIBED or"},
        {"a1 STATUS a ()", "a1", "expected a STATUS item such as"},
        {"a1 UID NOOP", "a1", "expected FETCH, STORE, SEARCH, COPY, MOVE"},
        {"a1 UID EXPUNGE", "a1", "expected a space at octet 15"},
        {"a1 APPEND a b", "a1", "expected the message as a literal"},
        {"a1 APPEND a \"31-Dec-9999 23:59:60 -9959\" {1}\r\nb", "a1",
         "expected a zone such as +0100"},
        {"a1 APPEND a \"31-Dec-9999 23:59:60 -1400\" {1}\r\nb", "a1",
         "expected a date in the years 0000 to 9999 of UTC"},
        {"a1 APPEND a UTF8 (~{1}\r\nb", "a1", "expected )"},
        {"a1 SELECT \"p\xC3\"", "a1", "expected UTF-8 between the quotes"},
    };
    for (const auto& one : cases) {
        INFO(one.text);
        const auto request = parse_request(one.text);
        REQUIRE_FALSE(request);
        CHECK(request.error().tag == one.tag);
        CHECK_THAT(request.error().what, Catch::Matchers::StartsWith(one.what));
    }
    const std::string nul("a1 LOGIN u {1}\r\n\0", 17);
    CHECK_THAT(parse_request(nul).error().what,
               Catch::Matchers::StartsWith("a NUL in a literal"));
}

TEST_CASE("search keys within search keys cost no stack beyond the limit") {
    on_small_stack([] {
        for (const std::string one : {"(", "NOT ", "OR ALL ", "(NOT "}) {
            std::string command = "a SEARCH ";
            for (int i = 0; i < 25'000; ++i) command += one;
            CHECK_THAT(parse_request(command).error().what,
                       Catch::Matchers::StartsWith("more than"));
        }
    });
}

TEST_CASE("a command of many parts has limits") {
    const auto repeated = [](std::string_view one, std::size_t times) {
        std::string all;
        for (std::size_t i = 0; i < times; ++i)
            all += (i > 0 ? " " : "") + std::string(one);
        return all;
    };
    const auto nested = [](std::size_t depth) {
        return "a SEARCH " + std::string(depth - 1, '(') + "ALL" +
               std::string(depth - 1, ')');
    };
    const auto ranges = [](std::size_t count) {
        std::string set = "1";
        for (std::size_t i = 1; i < count; ++i) set += ",1";
        return "a COPY " + set + " b";
    };
    const auto part = [](std::size_t depth) {
        std::string text = "1";
        for (std::size_t i = 1; i < depth; ++i) text += ".1";
        return "a FETCH 1 BODY[" + text + "]";
    };
    const auto fields = [&](std::size_t count) {
        return "a ID (" + repeated("\"a\" NIL", count) + ")";
    };
    const auto check = [](std::size_t limit, auto text) {
        CHECK(parse_request(text(limit - 1)));
        CHECK(parse_request(text(limit)));
        const auto over = parse_request(text(limit + 1));
        REQUIRE_FALSE(over);
        CHECK_THAT(over.error().what, Catch::Matchers::StartsWith("more than"));
    };
    const auto list = [&](const char* before, const char* one,
                          const char* after) {
        check(limits::list, [&, before, one, after](std::size_t count) {
            return before + repeated(one, count) + after;
        });
    };
    check(limits::search_depth, nested);
    check(limits::ranges, ranges);
    check(limits::part_depth, part);
    check(limits::id_fields, fields);
    check(limits::search_keys, [&](std::size_t count) {
        return "a SEARCH " + repeated("ALL", count);
    });
    list("a FETCH 1 (", "UID", ")");
    list("a FETCH 1 BODY[HEADER.FIELDS (", "a", ")]");
    list("a STORE 1 FLAGS (", "a", ")");
    list("a STORE 1 FLAGS ", "a", "");
    list("a LIST \"\" (", "a", ")");
    list("a STATUS b (", "UNSEEN", ")");
    list("a ENABLE ", "X", "");
    list("a CREATE b (USE (", "\\Sent", "))");
}

TEST_CASE("a tag has at most 100 octets") {
    CHECK(parse_request(std::string(limits::tag, 't') + " NOOP"));
    const auto over =
        parse_request(std::string(limits::tag + 1, 't') + " NOOP");
    REQUIRE_FALSE(over);
    CHECK(over.error().tag == "*");
}

TEST_CASE("DONE ends an IDLE in any case, and nothing else does") {
    CHECK(parse_done("DONE"));
    CHECK(parse_done("done"));
    CHECK_FALSE(parse_done("DONE "));
    CHECK_FALSE(parse_done(""));
    CHECK_FALSE(parse_done("a1 DONE"));
}
