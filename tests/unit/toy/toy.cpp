#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/server_line.hpp"
#include "tests/unit/catch.hpp"

using namespace toy;

TEST_CASE("every command reads as it prints") {
    const Command commands[] = {Count{},
                                Read{1},
                                Read{4294967295},
                                Post{"Nice duplex in the 10e"},
                                Post{" two  spaces "},
                                Post{"\xC3\xA9t\xC3\xA9"},
                                Idle{},
                                Done{},
                                Noop{},
                                Quit{}};
    for (const auto& command : commands) {
        INFO(print(command));
        REQUIRE(parse_command(print(command)));
        CHECK(*parse_command(print(command)) == command);
    }
}

TEST_CASE("every line of a server reads as it prints") {
    using enum Reply::Outcome;
    const ServerLine lines[] = {Hello{3},
                                New{4},
                                New{4294967295},
                                Bye{},
                                Bye{"heard nothing for 30 minutes"},
                                StillHere{"still here"},
                                StillHere{},
                                OtherEvent{"moon full"},
                                OtherEvent{"new moon"},
                                OtherEvent{"hello toy/2 4 messages"},
                                GoAhead{"idling"},
                                GoAhead{},
                                Reply{ok, "4"},
                                Reply{ok, ""},
                                Reply{no, "message 99"},
                                Reply{bad, "expected done"}};
    for (const auto& line : lines) {
        INFO(print(line));
        REQUIRE(parse_server_line(print(line)));
        CHECK(*parse_server_line(print(line)) == line);
    }
}

TEST_CASE("a wrong command is told apart by where it goes wrong") {
    struct Case {
        const char* line;
        std::size_t offset;
        const char* what;
    };
    const Case cases[] = {
        {"", 0, "unknown command"},
        {"Count", 0, "unknown command"},
        {" count", 0, "unknown command"},
        {"count ", 5, "count stands alone"},
        {"idle now", 4, "idle stands alone"},
        {"read", 4, "read wants a number"},
        {"read ", 5, "read wants a number"},
        {"read 0", 5, "read wants a number"},
        {"read -1", 5, "read wants a number"},
        {"read +1", 5, "read wants a number"},
        {"read 1 ", 5, "read wants a number"},
        {"read 4294967296", 5, "read wants a number"},
        {"post", 4, "post wants a text"},
        {"post ", 5, "post wants a text"},
        {"post a\tb", 6, "a control character at octet 7"},
        {"post \xE9t\xE9", 5, "an octet that is not UTF-8 at octet 6"},
    };
    for (const auto& one : cases) {
        INFO(one.line);
        const auto command = parse_command(one.line);
        REQUIRE_FALSE(command);
        CHECK(command.error().offset == one.offset);
        CHECK_THAT(command.error().what, Catch::Matchers::StartsWith(one.what));
    }
}

TEST_CASE("an unknown line of a server is an error, an unknown event is not") {
    CHECK_FALSE(parse_server_line(""));
    CHECK_FALSE(parse_server_line("OK 4"));
    CHECK_FALSE(parse_server_line("okay"));
    CHECK_FALSE(parse_server_line("*new 4"));
    CHECK_FALSE(parse_server_line(std::string_view("ok \0", 4)));
    CHECK(parse_server_line("* ") == ServerLine{OtherEvent{""}});
    CHECK(parse_server_line("* hello toy/1 messages") ==
          ServerLine{OtherEvent{"hello toy/1 messages"}});
}

TEST_CASE("the longest text fits the line that posts it, and its reply") {
    const Post post{std::string(limits::text, 'x')};
    CHECK(print(post).size() == limits::line);
    const Reply reply{Reply::Outcome::ok, post.text};
    CHECK(print(reply).size() <= limits::line);
}
