// The readers that cut a stream into whole requests and responses.
#include "common/imap/limits.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "tests/unit/catch.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

using namespace imap;
using Kind = RequestReader::Event::Kind;

namespace {

const std::map<RequestReader::Event::Limit, std::string> codes{
    {RequestReader::Event::Limit::syntax, ""},
    {RequestReader::Event::Limit::size, " [TOOBIG]"},
    {RequestReader::Event::Limit::room, " [LIMIT]"}};

/// Returns the events of a stream that comes in portions of `portion` octets.
std::vector<std::string> events(RequestReader& reader, std::string_view stream,
                                std::size_t portion) {
    std::vector<std::string> found;
    while (!stream.empty()) {
        auto bytes = stream.substr(0, portion);
        stream.remove_prefix(bytes.size());
        while (const auto event = reader.next(bytes)) {
            if (event->kind == Kind::request)
                found.push_back("request " + std::string(event->text));
            else if (event->kind == Kind::line)
                found.push_back("line " + std::string(event->text));
            else if (event->kind == Kind::go_ahead)
                found.emplace_back("+");
            else
                found.push_back(event->tag + " " + std::string(event->text) +
                                codes.at(event->limit) +
                                (event->endless ? " and BYE" : ""));
        }
    }
    return found;
}

void check(const std::string& stream, const std::vector<std::string>& expected,
           bool messages = false) {
    for (const std::size_t portion :
         {std::size_t{1}, std::size_t{7}, stream.size()}) {
        RequestReader reader;
        reader.allow_messages(messages);
        CHECK(events(reader, stream, portion) == expected);
        CHECK(reader.held() <= limits::request);
    }
}

const std::string too_long_why = "a line of more than 65536 octets";

} // namespace

TEST_CASE("requests are found wherever the bytes are cut") {
    check("a1 NOOP\r\na2 NOOP\n", {"request a1 NOOP", "request a2 NOOP"});
    check("a LOGIN {2}\r\nme {3+}\r\np\nw\r\nb NOOP\r\n",
          {"+", "request a LOGIN {2}\r\nme {3+}\r\np\nw", "request b NOOP"});
    check("a LOGIN {0}\r\n x\r\n", {"+", "request a LOGIN {0}\r\n x"});
}

TEST_CASE("lines are lines while they are wanted") {
    RequestReader reader;
    reader.expect_lines(true);
    CHECK(events(reader, "DONE\r\nx {3}\r\n", 100) ==
          std::vector<std::string>{"line DONE", "line x {3}"});
    CHECK(events(reader, "a " + std::string(limits::line, 'x') + "\r\nDONE\r\n",
                 100) ==
          std::vector<std::string>{"* " + too_long_why, "line DONE"});
    reader.expect_lines(false);
    CHECK(events(reader, "a NOOP\r\n", 3) ==
          std::vector<std::string>{"request a NOOP"});
}

TEST_CASE("a reader does not read ahead: DONE and a command in one segment") {
    RequestReader reader;
    std::string_view bytes = "a IDLE\r\nDONE\r\nb NOOP\r\n";
    CHECK(reader.next(bytes)->text == "a IDLE");
    reader.expect_lines(true);
    CHECK(reader.next(bytes)->text == "DONE");
    reader.expect_lines(false);
    CHECK(reader.next(bytes)->text == "b NOOP");
    CHECK(bytes.empty());
}

TEST_CASE("a line has at most 65536 octets") {
    const auto line = [](std::size_t octets) {
        return "a NOOP" + std::string(octets - 6, 'x');
    };
    for (const auto octets : {limits::line - 1, limits::line})
        check(line(octets) + "\r\nb NOOP\r\n",
              {"request " + line(octets), "request b NOOP"});
    check(line(limits::line + 1) + "\r\nb NOOP\r\n",
          {"a " + too_long_why, "request b NOOP"});
    check(std::string(limits::line + 1, 'x') + "\r\n", {"* " + too_long_why});
    // The same after a literal, when the tag came long before.
    check("a X {1+}\r\ny" + line(limits::line + 1) + "\r\nb NOOP\r\n",
          {"a " + too_long_why, "request b NOOP"});
}

// RFC 7888 §4
TEST_CASE("the literal of a line that is too long is thrown away with it") {
    const std::string start = "a NOOP " + std::string(limits::line, 'x');
    const std::vector<std::string> expected{"a " + too_long_why,
                                            "request b NOOP"};
    for (const auto* rest :
         {"{3+}\r\nabc\r\n", "~{3+}\nabc\n", "{0+}\r\nabc\r\n",
          "{5+}\r\nabc\r\n\r\n", "{3+}\r\nabc {4+}\r\nd NO\r\n",
          "{3+}\r\nabc {3}\r\n", "{3}\r\n", "{3+} \r\n", "{3+}\r\r\n",
          "{+}\r\n", "3+}\r\n"}) {
        INFO(rest);
        check(start + rest + "b NOOP\r\n", expected);
        check("a X {1+}\r\ny" + start + rest + "b NOOP\r\n", expected);
    }
    check(start + "{8+}\r\nc NOOP\r\n {3+}\r\nabc" + start +
              "{6+}\r\nd NOOP\r\nb NOOP\r\n",
          expected);
    const auto big = std::to_string(std::numeric_limits<std::int64_t>::max());
    check(
        start + "{" + big + "+}\r\n",
        {"a " + too_long_why, "* a literal that is too big [TOOBIG] and BYE"});
    // After expect_lines() there are no literals.
    RequestReader reader;
    reader.expect_lines(true);
    CHECK(events(reader, start + "{3+}\r\nDONE\r\n", 7) ==
          std::vector<std::string>{"* " + too_long_why, "line DONE"});
}

TEST_CASE("the literal of a line is seen wherever the limit and a cut are") {
    for (auto octets = limits::line - 6; octets < limits::line + 6; ++octets) {
        const auto line = "a X " + std::string(octets - 8, 'x') + "{9+}";
        const auto stream = line + "\r\nc NOOP\r\nx\r\nb NOOP\r\n";
        const auto whole = line + "\r\nc NOOP\r\nx";
        const auto first =
            octets > limits::line ? "a " + too_long_why : "request " + whole;
        for (auto cut = limits::line - 8; cut < limits::line + 8; ++cut) {
            RequestReader reader;
            auto found = events(reader, stream.substr(0, cut), cut);
            for (const auto& event : events(reader, stream.substr(cut), cut))
                found.push_back(event);
            CHECK(found == std::vector<std::string>{first, "request b NOOP"});
        }
    }
}

TEST_CASE("nothing but the end of a line that is too long is held") {
    RequestReader reader;
    events(reader, "a NOOP " + std::string(limits::line + 1000, '{'), 4096);
    CHECK(reader.held() <= limits::tag);
    events(reader, "{3+}\r\nabc\r\n", 4096);
    CHECK(reader.held() == 0);
}

TEST_CASE("a literal that is too big is refused before it comes") {
    const auto most = limits::request - std::string("a X {130000}\r\n").size();
    const auto mark = "a X {" + std::to_string(most) + "}\r\n";
    const std::string full(most, 'o');
    check(mark + full + "\r\n", {"+", "request " + mark + full});
    check(mark + full + "y\r\nb NOOP\r\n",
          {"+", "a a command of more than 131072 octets [TOOBIG]",
           "request b NOOP"});
    check("a X {" + std::to_string(most + 1) + "}\r\nb NOOP\r\n",
          {"a a literal that is too big [TOOBIG]", "request b NOOP"});
    check("a X {131072}\r\n", {"a a literal that is too big [TOOBIG]"});
}

TEST_CASE("a literal that comes unasked and is too big is thrown away") {
    const std::string big(140'000, 'o');
    check("a X {140000+}\r\n" + big + " more {3+}\r\nabc\r\nb NOOP\r\n",
          {"a a literal that is too big [TOOBIG]", "request b NOOP"});
    // The sender waits for a + after the second literal, and sees the refusal.
    check("a X {140000+}\r\n" + big + " more {3}\r\nb NOOP\r\n",
          {"a a literal that is too big [TOOBIG]", "request b NOOP"});
}

TEST_CASE("nobody waits for the end of a literal that is far too big") {
    const auto mark = [](std::size_t octets) {
        return "{" + std::to_string(octets) + "+}\r\n";
    };
    const std::string refused = "a literal that is too big [TOOBIG]";
    const auto most = limits::discarded_literal;
    for (const auto octets : {most - 1, most})
        check("a X " + mark(octets) + "b NOOP\r\n", {"a " + refused});
    check("a X " + mark(most + 1), {"a " + refused + " and BYE"});
    check("a APPEND x " + mark(most + 1), {"a " + refused + " and BYE"}, true);
    // The second literal of a request that was refused for its first.
    const std::string big(140'000, 'o');
    check("a X " + mark(big.size()) + big + " " + mark(most) + "b NOOP\r\n",
          {"a " + refused});
    check("a X " + mark(big.size()) + big + " " + mark(most + 1),
          {"a " + refused, "* " + refused + " and BYE"});
    // A literal behind a line that was too long.
    const std::string line = "a " + std::string(limits::line, 'x');
    check(line + mark(most + 1),
          {"a " + too_long_why, "* " + refused + " and BYE"});
}

TEST_CASE("a large message is taken if there is room for it") {
    struct Room final : RequestReader::Room {
        bool take(std::uint64_t octets) override {
            asked.push_back(octets);
            return has_room;
        }
        bool has_room = true;
        std::vector<std::uint64_t> asked;
    } room;
    RequestReader reader;
    reader.allow_messages(true);
    reader.ask(room);
    const auto append = [&](std::size_t octets, const std::string& plus) {
        const bool sent =
            room.has_room || octets <= limits::request || plus == "+";
        return events(reader,
                      "a APPEND x {" + std::to_string(octets) + plus + "}\r\n" +
                          (sent ? std::string(octets, 'o') + "\r\n" : "") +
                          "b NOOP\r\n",
                      100'000);
    };
    const auto most = limits::request;
    CHECK(append(most, "").size() == 3);
    CHECK(room.asked.empty());
    CHECK(append(most + 1, "").size() == 3);
    CHECK(append(most + 2, "+").size() == 2);
    CHECK(room.asked == std::vector<std::uint64_t>{most + 1, most + 2});

    room.has_room = false;
    const std::vector<std::string> refused{
        "a no room for so large a message now; try again later [LIMIT]",
        "request b NOOP"};
    CHECK(append(most, "").size() == 3);
    CHECK(append(most + 1, "") == refused);
    CHECK(append(most + 1, "+") == refused);
}

TEST_CASE("a request that was read is let go") {
    RequestReader reader;
    reader.allow_messages(true);
    std::string_view bytes = "a APPEND x {3+}\r\nabc\r\n";
    REQUIRE(reader.next(bytes));
    CHECK(reader.held() > 0);
    reader.let_go();
    CHECK(reader.held() == 0);
    bytes = "b NOOP\r\n";
    CHECK(reader.next(bytes)->text == "b NOOP");
}

TEST_CASE("what is thrown away leaves nothing behind") {
    const std::string big(140'000, 'o'), line(limits::line + 1, 'x');
    check("a X {140000+}\r\n" + big + line + "\r\nb Y {2+}\r\nme\r\n",
          {"a a literal that is too big [TOOBIG]", "request b Y {2+}\r\nme"});
}

TEST_CASE("a request has at most 100 literals") {
    const auto request = [](std::size_t literals) {
        std::string text = "a X";
        for (std::size_t i = 0; i < literals; ++i) text += " {1+}\r\ny";
        return text;
    };
    for (const auto count : {limits::literals - 1, limits::literals})
        check(request(count) + "\r\n", {"request " + request(count)});
    check(request(limits::literals + 1) + "\r\nb NOOP\r\n",
          {"a more than 100 literals", "request b NOOP"});
}

TEST_CASE("only an APPEND may be big, and only where that is allowed") {
    const std::string big(140'000, 'o');
    const auto append = "a append x {140000+}\r\n" + big;
    check(append + "\r\n", {"request " + append}, true);
    check(append + "\r\n", {"a a literal that is too big [TOOBIG]"}, false);
    check("a X {140000}\r\n", {"a a literal that is too big [TOOBIG]"}, true);
    for (const auto octets : {limits::message - 1, limits::message})
        check("a APPEND x {" + std::to_string(octets) + "}\r\n", {"+"}, true);
    check("a APPEND x {" + std::to_string(limits::message + 1) + "}\r\n",
          {"a a literal that is too big [TOOBIG]"}, true);
}
