#include "common/transcript/draw/diagram.hpp"
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
