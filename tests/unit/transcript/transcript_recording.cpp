#include "common/transcript/draw/diagram.hpp"
#include "common/transcript/limits.hpp"
#include "tests/unit/catch.hpp"
#include "tutorial/kit/conversation/recording.hpp"

#include <cstdio>
#include <fstream>
#include <unistd.h>

using namespace kit;

using namespace transcript;

namespace {

/// A file that is removed after the test.
struct TemporaryFile {
    std::string name =
        "/tmp/recording-test-" + std::to_string(getpid()) + ".jsonl";
    ~TemporaryFile() { std::remove(name.c_str()); }
};

} // namespace

TEST_CASE("what was recorded can be drawn, octet for octet") {
    const TemporaryFile file;
    {
        Recorder recorder(file.name);
        recorder.opened(12);
        recorder.passed(12, Side::server, "* hel");
        recorder.passed(12, Side::server, "lo\r\n+ \xFF \"<\\>\r\n");
        recorder.passed(12, Side::client, "idle\ndon");
        recorder.closed(12);
    }
    const auto drawn = diagram(read_recording(file.name));
    std::vector<std::string> rows;
    for (const auto& row : drawn.rows) rows.push_back(row.text);
    CHECK(drawn.clients == std::vector<Connection>{12});
    CHECK(rows == std::vector<std::string>{"* hello", "+ \\xFF \"\\<\\>",
                                           "idle\\n", "don\\",
                                           "the connection (12) is closed"});
}

// Row C12 of tests/mail/faults.md.
TEST_CASE("a recording holds no password, and shows IMAP as on the wire") {
    const TemporaryFile file;
    {
        Recorder recorder(file.name);
        const auto client = [&](std::string_view octets) {
            recorder.passed(1, Side::client, octets);
        };
        const auto server = [&](std::string_view octets) {
            recorder.passed(1, Side::server, octets);
        };
        recorder.opened(1);
        server("* OK ready\r\n");
        client("a LOG");
        client("IN ann sec");
        client("ret\r\nb AUTHENTICATE PLAIN\r\n");
        server("a NO no\r\n+ \r\n");
        client("AGFubgBzZWNyZXQ=\r\n");
        server("b OK in\r\n* FLAGS (\\Answered)\r\n");
        client(std::string(limits::shown_line, 'x') + "yz\r\n");
        client("c LOGIN ann secr");
        recorder.closed(1);
    }
    std::ifstream in(file.name);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    CHECK(text.find("secr") == text.npos);
    CHECK(text.find("AGFu") == text.npos);
    const auto recorded = read_recording(file.name);
    CHECK(recorded.protocol == Protocol::imap);
    std::vector<std::string> rows;
    for (const auto& row : diagram(recorded).rows) rows.push_back(row.text);
    REQUIRE(rows.size() == 11);
    CHECK(rows[1] == "a LOGIN (hidden)");
    CHECK(rows[2] == "b AUTHENTICATE PLAIN");
    CHECK(rows[5] == "(hidden)");
    CHECK(rows[7] == "* FLAGS (\\Answered)");
    CHECK(rows[9] == "c LOGIN (hidden)\\");
}

TEST_CASE("a file that is no recording is refused, with its line") {
    const TemporaryFile file;
    std::ofstream(file.name) << R"({"version":1,"at":0,"connection":1,)"
                                R"("from":"client","text":"a\\r\\n"})"
                             << "\n{}\n";
    CHECK_THROWS_WITH(read_recording(file.name),
                      Catch::Matchers::StartsWith(
                          file.name + ":2: this is no line of a recording"));
    CHECK_THROWS_AS(read_recording("/nowhere/at.all"), std::runtime_error);
}
