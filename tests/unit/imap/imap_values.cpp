// The values that requests and responses are made of.
#include "common/framing/utf7.hpp"
#include "common/imap/limits.hpp"
#include "common/imap/responses/code.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"
#include "common/imap/values/date.hpp"
#include "common/imap/values/flags.hpp"
#include "common/imap/values/sequence_set.hpp"
#include "tests/unit/catch.hpp"

using namespace imap;

namespace {

SequenceSet set(std::string_view text) {
    Cursor in(text);
    auto set = read_sequence_set(in);
    in.expect_end();
    REQUIRE(in.ok());
    return set;
}

using Ranges = std::vector<Range>;

template<typename Write>
std::string written(Write write, Writer::Options options = {}) {
    Writer out(options);
    write(out);
    return out.take();
}

} // namespace

TEST_CASE("the ends of a range may come in either order, and * is the last") {
    CHECK(set("4:2").resolve(9) == Ranges{{2, 4}});
    CHECK(set("*").resolve(9) == Ranges{{9, 9}});
    CHECK(set("7:*").resolve(9) == Ranges{{7, 9}});
    // RFC 3501 §6.4.8: `*` may be less than the other end.
    CHECK(set("12:*").resolve(9) == Ranges{{9, 12}});
    CHECK(set("*:12").resolve(9) == Ranges{{9, 12}});
    CHECK(set("2,4:7,9,12:*").resolve(15) ==
          Ranges{{2, 2}, {4, 7}, {9, 9}, {12, 15}});
    CHECK(set("*:4,5:7").resolve(10) == Ranges{{4, 10}});
    CHECK(set("3,1,2,2").resolve(9) == Ranges{{1, 3}});
    CHECK(set("1:4294967295,4294967295").resolve(1) == Ranges{{1, 4294967295}});
}

TEST_CASE("where there is no last number, a range with * names nothing") {
    CHECK(set("1:*,5").resolve(0) == Ranges{{5, 5}});
    CHECK_FALSE(set("1:*").contains(1, 0));
    CHECK(set("5").contains(5, 0));
}

TEST_CASE("a set contains what it resolves to") {
    for (const char* text : {"1", "*", "2:4", "7:*", "12:*", "1,3,5:6,*:8"})
        for (std::uint32_t largest = 0; largest < 15; ++largest)
            for (std::uint32_t number = 1; number < 16; ++number) {
                bool inside = false;
                for (const auto& range : set(text).resolve(largest))
                    inside |= range.first <= number && number <= range.last;
                CAPTURE(text, largest, number);
                CHECK(set(text).contains(number, largest) == inside);
            }
}

TEST_CASE("message numbers over the last are told apart") {
    CHECK_FALSE(set("1:3").goes_beyond(3));
    CHECK(set("1:4").goes_beyond(3));
    CHECK(set("4:1").goes_beyond(3));
    CHECK_FALSE(set("*,1:*").goes_beyond(3));
    CHECK(set("*").goes_beyond(0));
}

TEST_CASE("ascending numbers become a set") {
    CHECK(sequence_set({}).ranges.empty());
    CHECK(sequence_set({1, 2, 3, 5, 8, 9}) == set("1:3,5,8:9"));
    CHECK(written([](auto& out) {
              write(out, sequence_set({4, 5, 7}));
          }) == "4:5,7");
}

TEST_CASE("dates are days of the calendar") {
    using namespace std::chrono;
    const auto read = [](std::string_view text) -> std::optional<Date> {
        Cursor in(text);
        const auto date = read_date(in);
        in.expect_end();
        if (!in.ok()) return std::nullopt;
        return date;
    };
    CHECK(read("1-Feb-1994") == 1994y / February / 1);
    CHECK(read("\"01-fEB-1994\"") == 1994y / February / 1);
    CHECK(read("29-Feb-2024") == 2024y / February / 29);
    for (const char* wrong :
         {"", "1", "1-", "1-Feb", "1-Feb-", "1-Feb-94", "1-Feb-19945", "001-F",
          "0-Feb-1994", "29-Feb-2023", "31-Apr-2024", "1-Foo-1994",
          "\"1-Feb-1994", "1-Feb-1994\"", "1-February-1994", "-Feb-1994"}) {
        INFO(wrong);
        CHECK_FALSE(read(wrong));
    }
}

TEST_CASE("moments have a zone") {
    using namespace std::chrono;
    const auto read = [](std::string_view text) -> std::optional<DateTime> {
        Cursor in(text);
        const auto moment = read_date_time(in);
        in.expect_end();
        if (!in.ok()) return std::nullopt;
        return moment;
    };
    const DateTime moment{sys_days{1996y / July / 17} + 9h + 44min + 25s, -7h};
    CHECK(read("\"17-Jul-1996 02:44:25 -0700\"") == moment);
    CHECK(written([&](auto& out) { write(out, moment); }) ==
          "\"17-Jul-1996 02:44:25 -0700\"");
    CHECK(written([](auto& out) {
              write(out, DateTime{sys_days{2026y / November / 5} - 1h, 90min});
          }) == "\" 5-Nov-2026 00:30:00 +0130\"");
    CHECK(read("\"31-Dec-2016 23:59:60 +0000\"")->time ==
          sys_days{2016y / December / 31} + 23h + 59min + 59s);
    for (const char* wrong :
         {"", "17-Jul-1996 02:44:25 -0700", "\"7-Jul-1996 02:44:25 -0700\"",
          "\"17-Jul-1996  02:44:25 -0700\"", "\"17-Jul-1996 24:44:25 -0700\"",
          "\"17-Jul-1996 02:60:25 -0700\"", "\"17-Jul-1996 02:44:61 -0700\"",
          "\"17-Jul-1996 02:44:25 0700\"", "\"17-Jul-1996 02:44:25 -0760\"",
          "\"17-Jul-1996 02:44:25 -07\"", "\"17-Jul-1996 02:44:25 -0700",
          "\"31-Jun-1996 02:44:25 -0700\"", "\"17-Jul-1996 02:44:25 +1500\"",
          "\"17-Jul-1996 02:44:25 -9900\"", "\"31-Dec-9999 23:59:60 -9959\"",
          "\"31-Dec-9999 23:59:59 -0001\"", "\"01-Jan-0000 00:00:00 +0001\""}) {
        INFO(wrong);
        CHECK_FALSE(read(wrong));
    }
    CHECK(read("\"17-Jul-1996 02:44:25 -1459\"")->zone == -(14h + 59min));
    CHECK(read("\"31-Dec-9999 23:59:60 +0000\"")->time ==
          sys_days{9999y / December / 31} + 23h + 59min + 59s);
    CHECK(read("\"01-Jan-0000 00:00:00 -1400\"")->time ==
          sys_days{0y / January / 1} + 14h);
}

TEST_CASE("mailbox names in modified UTF-7 and UTF-8 are the same names") {
    struct Case {
        const char* utf7;
        const char* utf8;
    };
    const Case cases[] = {
        {"", ""},
        {"INBOX/a b", "INBOX/a b"},
        {"~peter/mail/&U,BTFw-/&ZeVnLIqe-",
         "~peter/mail/\xE5\x8F\xB0\xE5\x8C\x97/"
         "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E"},
        {"&-", "&"},
        {"a&-b&AOk-c", "a&b\xC3\xA9"
                       "c"},
        {"Entw&APw-rfe", "Entw\xC3\xBCrfe"},
        {"&2D3eAA-", "\xF0\x9F\x98\x80"},
        {"&2D3eAAAg-", nullptr}, // a space stands for itself
        {"&AAE-", "\x01"},
    };
    for (const auto& one : cases) {
        INFO(one.utf7);
        if (!one.utf8) {
            CHECK_FALSE(framing::decode_utf7(one.utf7));
            continue;
        }
        CHECK(framing::decode_utf7(one.utf7) == one.utf8);
        CHECK(framing::encode_utf7(one.utf8) == one.utf7);
    }
    for (const char* wrong :
         {"&", "&AOk", "&A-", "&AO-", "&AO!-", "&AOl-", "&2D0-", "&3gA-",
          "&2D0AYQ-", "&AGE-", "\xC3\xA9", "a\tb", "&AOk-&AOk-", "&/wA-"}) {
        INFO(wrong);
        CHECK_FALSE(framing::decode_utf7(wrong));
    }
    for (const char* wrong : {"\xE9", "a\xC3", "\xED\xA0\x80", "\x01\xFF"}) {
        INFO(wrong);
        CHECK_FALSE(framing::encode_utf7(wrong));
    }
}

TEST_CASE("a string is written in the form that can hold it") {
    const auto string = [](std::string_view text, bool utf8 = false) {
        return written([&](auto& out) { out.string(text); }, {.utf8 = utf8});
    };
    const auto astring = [](std::string_view text) {
        return written([&](auto& out) { out.astring(text); });
    };
    CHECK(string("a \"b\\") == "\"a \\\"b\\\\\"");
    CHECK(string("a\nb") == "{3}\r\na\nb");
    CHECK(string("a\rb") == "{3}\r\na\rb");
    CHECK(string("\xC3\xA9") == "{2}\r\n\xC3\xA9");
    CHECK(string("\xC3\xA9", true) == "\"\xC3\xA9\"");
    CHECK(string("\xE9", true) == "{1}\r\n\xE9");
    CHECK(string(std::string(1000, 'x')).front() == '"');
    CHECK(string(std::string(1001, 'x')).front() == '{');
    CHECK(astring("a]") == "a]");
    CHECK(astring("") == "\"\"");
    CHECK(astring("nil") == "\"nil\"");
    CHECK(astring("a b") == "\"a b\"");
    CHECK(astring("a*") == "\"a*\"");
    CHECK(written([](auto& out) { out.nstring(std::nullopt); }) == "NIL");
    CHECK(written([](auto& out) { out.literal8(std::string(1, '\0')); }) ==
          std::string("~{1}\r\n\0", 7));
    CHECK(written([](auto& out) { out.text("a\r\nb\xC3\xA9"); }) == "a??b??");
}

TEST_CASE("a client stops behind the mark of each literal, but not of {n+}") {
    const auto stops = [](std::size_t non_sync) {
        Writer out({.utf8 = false, .non_sync = non_sync});
        out << "x ";
        out.literal("abcd");
        out << ' ';
        out.literal("c");
        return out.stops();
    };
    CHECK(stops(0) == std::vector<std::size_t>{7, 17});
    CHECK(stops(3) == std::vector<std::size_t>{7});
    CHECK(stops(4).empty());
    CHECK(stops(SIZE_MAX).empty());
}

TEST_CASE("codes say and read what they mean") {
    CHECK(number_of(number_code("UIDNEXT", 4)) == 4);
    CHECK_FALSE(number_of(Code{"UIDNEXT", "x"}));
    CHECK_FALSE(number_of(Code{"UIDNEXT", "4 "}));
    CHECK(capabilities_of(capability_code({"IMAP4REV1", "IDLE"})) ==
          std::vector<std::string>{"IMAP4REV1", "IDLE"});
    CHECK(capabilities_of(Code{"CAPABILITY", {}}).empty());
    const Flags flags{{Flag::seen}, {"a"}};
    for (const bool more : {false, true}) {
        CHECK(permanent_flags_of(permanent_flags_code(flags, more)) ==
              PermanentFlags{flags, more});
        CHECK(permanent_flags_of(permanent_flags_code({}, more)) ==
              PermanentFlags{{}, more});
    }
    CHECK(permanent_flags_code(flags, true).argument == "(\\Seen a \\*)");
    CHECK_FALSE(permanent_flags_of(Code{"PERMANENTFLAGS", "(a"}));
    CHECK(copied_uids_of(append_uid_code(7, 4)) == CopiedUids{7, {}, set("4")});
    CHECK(copied_uids_of(copy_uid_code(7, set("1:2"), set("8,11"))) ==
          CopiedUids{7, set("1:2"), set("8,11")});
    CHECK_FALSE(copied_uids_of(Code{"COPYUID", "7 1:2"}));
}
