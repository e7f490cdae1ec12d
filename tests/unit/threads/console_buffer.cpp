// Who prints never waits for who reads.
#include "proto_server/program/console_buffer.hpp"
#include "common/system/file.hpp"
#include "proto_server/limits.hpp"
#include "tests/unit/catch.hpp"

#include <array>
#include <ostream>
#include <sstream>
#include <unistd.h>

namespace {

/// All that comes out of a pipe until its other end is closed.
std::string all_of(const File& file) {
    std::string all;
    std::array<char, 4096> some;
    for (ssize_t got = 1; got > 0;) {
        got = read(file.descriptor(), some.data(), some.size());
        if (got > 0) all.append(some.data(), static_cast<std::size_t>(got));
    }
    return all;
}

} // namespace

TEST_CASE("lines come out in their order, and the stream is as it was") {
    std::ostringstream stream;
    auto* const before = stream.rdbuf();
    auto pipe = make_pipe();
    {
        std::ostream out(before);
        const server::ConsoleBuffer buffer(out, pipe.write_end.descriptor(),
                                           "# ");
        out << "one " << 1 << std::endl << "two\nthr";
        out << "ee\nfour";
    }
    pipe.write_end = File();
    CHECK(all_of(pipe.read_end) == "one 1\ntwo\nthree\nfour");
    CHECK(stream.str().empty());
}

TEST_CASE("what nobody reads is left out, and a line says how much") {
    auto pipe = make_pipe();
    const std::string line(1023, 'x');
    const auto lines = 3 * server::limits::console / 1024;
    {
        std::ostringstream stream;
        std::ostream out(stream.rdbuf());
        server::ConsoleBuffer buffer(out, pipe.write_end.descriptor(), "# ");
        // The pipe is full long before, and nobody reads it meanwhile.
        for (std::size_t n = 0; n < lines; ++n) out << line << std::endl;
    } // it gives up after a moment
    std::string all;
    std::size_t shown = 0, left_out = 0;
    while (shown + left_out < lines) { // all lines are accounted for
        std::array<char, 4096> some;
        const auto got =
            read(pipe.read_end.descriptor(), some.data(), some.size());
        REQUIRE(got > 0);
        all.append(some.data(), static_cast<std::size_t>(got));
        for (auto end = all.find('\n'); end != all.npos; end = all.find('\n')) {
            const auto one = all.substr(0, end);
            all.erase(0, end + 1);
            shown += one == line;
            if (one.starts_with("# ")) left_out += std::stoul(one.substr(2));
        }
    }
    CHECK(shown + left_out == lines);
    CHECK(shown * 1024 >= server::limits::console);
    CHECK(left_out > 0);
}
