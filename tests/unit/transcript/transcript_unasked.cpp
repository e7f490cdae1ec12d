#include "common/transcript/unasked.hpp"
#include "tests/unit/transcript/transcript_text.hpp"

using namespace transcript;

namespace {

/// Returns why `said` does not match where unasked data is allowed; empty if it
/// does.
std::string why(std::string_view text, std::string_view said,
                bool unasked = true) {
    auto wire = read_wire(text);
    wire.allows_unasked = unasked;
    return why_not(wire, said);
}

constexpr std::string_view fetch = "@protocol imap\n"
                                   "S: * 2 FETCH (UID 9)\n"
                                   "S: a3 OK ...\n";

} // namespace

TEST_CASE("what a server may say at any time is known") {
    for (const auto* line :
         {"* 1 FETCH (FLAGS ())", "* 12 FETCH (FLAGS (\\Seen $Junk))",
          "* 1 FETCH (UID 7 FLAGS (\\Seen))",
          "* 1 FETCH (FLAGS (\\Seen) UID 7 MODSEQ (12))", "* 0 RECENT",
          "* OK [ALERT] low on disk", "* FLAGS (\\Seen)"}) {
        INFO(line);
        CHECK(is_unasked(line));
    }
    for (const auto* line :
         {"* 1 FETCH (UID 7)", "* 1 FETCH (FLAGS ()", "* FETCH (FLAGS ())",
          "* 1 FETCH (FLAGS () BODY[] {3}", "* 1 FETCH (FLAGS)", "* 1 EXPUNGE",
          "* 1 EXISTS", "* 1 RECENT ", "* RECENT", "* BYE", "* SEARCH 1", "* ",
          "", "+ OK", "a1 OK", "* NO sorry", "* 1 FETCH (FLAGS () )"}) {
        INFO(line);
        CHECK_FALSE(is_unasked(line));
    }
}

TEST_CASE("unasked data is passed over wherever a line is expected") {
    const std::string data = "* 1 FETCH (FLAGS (\\Deleted))\r\n";
    const std::string answer = "* 2 FETCH (UID 9)\r\n", end = "a3 OK done\r\n";
    CHECK(why(fetch, answer + end).empty());
    CHECK(why(fetch, data + answer + end).empty());
    CHECK(why(fetch, answer + data + end).empty());
    CHECK(why(fetch, answer + end + data + "* OK note\r\n").empty());
    CHECK(why("{\nS: * 1 EXISTS\nS: + ...\n}\n",
              "+ idling\r\n" + data + "* 1 EXISTS\r\n")
              .empty());
    CHECK_FALSE(why(fetch, data + answer + end, false).empty());
}

TEST_CASE("an EXPUNGE at the wrong time is still wrong") {
    CHECK_FALSE(
        why(fetch, "* 1 EXPUNGE\r\n* 2 FETCH (UID 9)\r\na3 OK\r\n").empty());
    CHECK_FALSE(
        why(fetch, "* 2 FETCH (UID 9)\r\na3 OK x\r\n* 1 EXPUNGE\r\n").empty());
}

TEST_CASE("flags that are expected are not passed over") {
    CHECK(why("S: * 1 FETCH (FLAGS (\\\\Seen))\n",
              "* 1 FETCH (FLAGS ())\r\n* 1 FETCH (FLAGS (\\Seen))\r\n")
              .empty());
}
