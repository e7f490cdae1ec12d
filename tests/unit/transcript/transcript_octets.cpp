// The octets of a conversation are named by the parsers of its protocol.
#include "tests/unit/transcript/transcript_text.hpp"
#include "tutorial/kit/conversation/octets.hpp"
#include "tutorial/kit/conversation/said.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"

#include <cstdlib>
#include <filesystem>

using namespace kit;

namespace {

/// Returns each row as its parts: `a1=a tag|IDLE=a command`.
std::vector<std::string> named(std::string_view text) {
    std::vector<std::string> rows;
    for (const auto& row : said_rows(read_wire(text))) {
        auto& line = rows.emplace_back();
        for (const auto& [begin, end, name] : row.parts)
            line += (line.empty() ? "" : "|") +
                    row.octets.substr(begin, end - begin) + '=' + name;
    }
    return rows;
}

using Rows = std::vector<std::string>;

} // namespace

TEST_CASE("the toy's words have names") {
    const auto* hello = "*=an event|hello=the kind of event|toy/1=the protocol|"
                        "3=a number of messages|messages=a word for people";
    const auto* news =
        "*=an event|new=the kind of event|4=a number of messages";
    CHECK(
        named("S: * hello toy/1 3 messages\nC: read 2\nS: ok Flat to rent\n"
              "C: post a b\n!deliver c\nS: * new 4\nC: idle\nS: + idling\n") ==
        Rows{hello, "read=a command|2=the number of a message",
             "ok=how the command ended|Flat to rent=what was asked for",
             "post=a command|a b=the text of a message", "", news,
             "idle=a command",
             "+=the client may go on|idling=a text for people"});
}

TEST_CASE("the words of IMAP have the names of its grammar") {
    CHECK(named("@protocol imap\nC: a4 LOGIN anna \"se cret\"\n"
                "S: a4 OK [ALERT] in\nC: a5 FETCH 1:* (FLAGS UID)\n"
                "S: * 1 FETCH (UID 7 FLAGS (\\\\Seen))\n") ==
          Rows{"a4=a tag|LOGIN=a command|anna=a user's name|\"se cret\"=a "
               "password",
               "a4=a tag|OK=one of OK, NO or BAD|ALERT=a response code|in=a "
               "text for people",
               "a5=a tag|FETCH=a command|1:*=a sequence set|FLAGS=a FETCH "
               "item|UID=a FETCH item",
               "*=no command's answer|1=a number|FETCH=one of EXISTS, RECENT, "
               "EXPUNGE or FETCH|UID=a FETCH item|7=a UID|FLAGS=a FETCH "
               "item|\\Seen=a flag"});
}

TEST_CASE("a literal is named on the lines on which it stands") {
    const auto* append = "a=a tag|APPEND=a command|INBOX=a mailbox name|"
                         "6=the octets of a literal";
    CHECK(named("@protocol imap\nC: a APPEND INBOX {6}\nS: + go\nC: Hi\nC: yo\n"
                "C: b NOOP\n") ==
          Rows{append, "+=the client may go on|go=a text for people",
               "Hi=a message", "yo=a message", "b=a tag|NOOP=a command"});
}

TEST_CASE("what follows IDLE and AUTHENTICATE is no request") {
    CHECK(named("@protocol imap\nC: a IDLE\nS: + go\nC: done\nC: b NOOP\n") ==
          Rows{"a=a tag|IDLE=a command",
               "+=the client may go on|go=a text for people",
               "done=the end of IDLE", "b=a tag|NOOP=a command"});
    CHECK(named("@protocol imap\nC: a AUTHENTICATE PLAIN\nS: +\nC: AGEAYg==\n"
                "S: a OK in\nC: b NOOP\n")[2] ==
          "AGEAYg===an answer in base64");
}

TEST_CASE("what cannot be understood says why") {
    CHECK(named("@protocol imap\nC: a NIX\n") ==
          Rows{"a=a tag|NIX=not understood: expected a command such as NOOP at "
               "octet 3"});
    CHECK(named("C: reed 2\n")
              .front()
              .starts_with("reed 2=not understood: unknown command"));
}

TEST_CASE("a pattern has no octets until it was said") {
    const auto wire = read_wire("@mailbox 3\nS: * hello ...\nC: count\n"
                                "S: ok <n>\n!deliver x\nC: count\nS: ok <m>\n");
    CHECK(said_rows(wire).front().octets.empty());
    const auto said = said_rows(as_said(wire));
    CHECK(said[0].octets == "* hello toy/1 3 messages");
    CHECK(said[2].octets == "ok 3");
    CHECK(said[5].octets == "ok 4");
    // A file whose play fails stays as it is written.
    const auto wrong = read_wire("S: * hello ...\nC: count\nS: ok 9\n");
    CHECK(said_rows(as_said(wrong)).front().octets.empty());
}

TEST_CASE("in every transcript the parts lie in order") {
    namespace fs = std::filesystem;
    const char* project = std::getenv("PROJECT_FOLDER");
    REQUIRE(project != nullptr);
    std::size_t files = 0;
    for (const auto* part : {"tests/wire", "tutorial"})
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path(project) / part)) {
            if (entry.path().extension() != ".wire") continue;
            ++files;
            INFO(entry.path());
            const auto wire = read_transcript(entry.path().string());
            for (const auto& row : said_rows(as_said(wire))) {
                std::size_t at = 0;
                for (const auto& [begin, end, name] : row.parts) {
                    CHECK((at <= begin && begin < end));
                    CHECK(end <= row.octets.size());
                    at = end;
                    if (!name.starts_with("a number")) continue;
                    const auto octets = row.octets.substr(begin, end - begin);
                    CHECK(octets == std::to_string(std::stoull(octets)));
                }
            }
        }
    CHECK(files > 100);
}

TEST_CASE("what @begin stands for has one row, as it has in a drawing") {
    CHECK(named("@protocol imap\n@begin selected 2\n@begin C2 logged-in\n"
                "C: a1 NOOP\n") == Rows{"", "", "a1=a tag|NOOP=a command"});
}
