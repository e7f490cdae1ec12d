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
                                   "S: * OK hello\n"
                                   "S: * 2 FETCH (UID 9)\n"
                                   "S: a3 OK ...\n";
const std::string hello = "* OK hello\r\n";

/// True if a server that has greeted may say `line` to a client that has
/// enabled `extensions`.
bool allows(std::string_view line, const std::string& extensions = {}) {
    Unasked unasked;
    unasked.heard("* OK hello");
    if (!extensions.empty()) unasked.heard("* ENABLED " + extensions);
    return unasked.allows(line);
}

} // namespace

TEST_CASE("what a server may say at any time is known") {
    for (const auto* line :
         {"* 1 FETCH (FLAGS ())", "* 12 FETCH (FLAGS (\\Seen $Junk))",
          "* 1 FETCH (UID 7 FLAGS (\\Seen))", "* 0 RECENT",
          "* OK [ALERT] low on disk", "* NO disk is nearly full",
          "* FLAGS (\\Seen)", "* CAPABILITY IMAP4rev1 IDLE",
          "* LIST () \"/\" Flats",
          "* LIST (\\HasNoChildren) NIL \"In the 11e\"",
          "* LIST (\\NonExistent) \"\\\\\" \"a \\\" b\"",
          "* STATUS INBOX (MESSAGES 3 UIDNEXT 9)",
          "* STATUS \"In the 11e\" (UNSEEN 1)"}) {
        INFO(line);
        CHECK(allows(line));
    }
    for (const auto* line : {"* 1 FETCH (UID 7)",
                             "* 1 FETCH (FLAGS ()",
                             "* FETCH (FLAGS ())",
                             "* 1 FETCH (FLAGS () BODY[] {3}",
                             "* 1 FETCH (FLAGS)",
                             "* 1 EXPUNGE",
                             "* 1 EXISTS",
                             "* 1 RECENT ",
                             "* RECENT",
                             "* ",
                             "",
                             "+ OK",
                             "a1 OK",
                             "* 1 FETCH (FLAGS () )",
                             "OK note",
                             "* LIST () \"/\"",
                             "* LIST () \"/\" ",
                             "* LIST \"/\" Flats",
                             "* LIST () / Flats",
                             "* LIST () \"/\" Flats and more",
                             "* LIST () \"/\" \"Flats",
                             "* LIST () \"/\" {5}",
                             "* LIST",
                             "* STATUS INBOX",
                             "* STATUS INBOX ()",
                             "* STATUS (MESSAGES 3)"}) {
        INFO(line);
        CHECK_FALSE(allows(line));
        CHECK_FALSE(allows(line, "IMAP4rev2"));
    }
}

TEST_CASE("an answer, an error, and the end are never unasked") {
    for (const auto* line :
         {"* SEARCH 1", "* SEARCH", "* LSUB () \"/\" Flats",
          "* NAMESPACE ((\"\" \"/\")) NIL NIL", "* ENABLED IMAP4rev2",
          "* ENABLED", "* ESEARCH (TAG \"a1\") UID COUNT 1", "* VANISHED 7",
          "* BAD what?", "* BYE", "* BYE bye", "* PREAUTH welcome",
          "* ID (\"name\" \"x\")", "* XLIST () \"/\" Flats"}) {
        INFO(line);
        CHECK_FALSE(allows(line));
        CHECK_FALSE(allows(line, "IMAP4rev2 CONDSTORE QRESYNC METADATA"));
    }
}

TEST_CASE("what belongs to an extension is said only to who has enabled it") {
    const auto check = [](const char* line, const std::string& word,
                          const std::string& other) {
        INFO(line);
        CHECK_FALSE(allows(line));
        CHECK_FALSE(allows(line, other));
        CHECK(allows(line, word));
        CHECK(allows(line, other + " " + word));
    };
    check("* LIST () \"/\" Lofts (\"OLDNAME\" (\"Flats\"))", "imap4REV2",
          "CONDSTORE");
    check("* ESEARCH UID COUNT 2 ALL 4:5", "IMAP4rev2", "ESEARCH");
    check("* METADATA INBOX /shared/comment", "METADATA", "METADATA-SERVER");
    const auto* flags = "* 1 FETCH (FLAGS (\\Seen) UID 7 MODSEQ (12))";
    check(flags, "CONDSTORE", "IMAP4rev2");
    check(flags, "QRESYNC", "IMAP4rev2");
}

TEST_CASE("IMAP4rev2 demands the UID beside flags") {
    CHECK(allows("* 1 FETCH (FLAGS ())"));
    CHECK_FALSE(allows("* 1 FETCH (FLAGS ())", "IMAP4rev2"));
    CHECK(allows("* 1 FETCH (FLAGS () UID 7)", "IMAP4rev2"));
    CHECK(allows("* 1 FETCH (UID 7 FLAGS ())", "IMAP4rev2"));
    CHECK(allows("* 0 RECENT", "IMAP4rev2"));
}

TEST_CASE("before the greeting nothing may come") {
    Unasked unasked;
    CHECK_FALSE(unasked.allows("* OK hello"));
    CHECK_FALSE(unasked.allows("* LIST () \"/\" Flats"));
    CHECK_FALSE(why(fetch, "* 0 RECENT\r\n" + hello +
                               "* 2 FETCH (UID 9)\r\na3 OK x\r\n")
                    .empty());
}

TEST_CASE("unasked data is passed over wherever a line is expected") {
    const std::string answer = "* 2 FETCH (UID 9)\r\n", end = "a3 OK done\r\n";
    for (const std::string data :
         {"* 1 FETCH (FLAGS (\\Deleted))\r\n", "* LIST () \"/\" Flats\r\n"}) {
        INFO(data);
        CHECK(why(fetch, hello + answer + end).empty());
        CHECK(why(fetch, hello + data + answer + end).empty());
        CHECK(why(fetch, hello + answer + data + end).empty());
        CHECK(why(fetch, hello + answer + end + data + "* OK x\r\n").empty());
        CHECK(why("S: * OK hello\n{\nS: * 1 EXISTS\nS: + ...\n}\n",
                  hello + "+ idling\r\n" + data + "* 1 EXISTS\r\n")
                  .empty());
        CHECK_FALSE(why(fetch, hello + data + answer + end, false).empty());
    }
}

TEST_CASE("what a client has enabled is learned from what the server says") {
    const std::string_view wire = "@protocol imap\n"
                                  "S: * OK hello\n"
                                  "S: * ENABLED IMAP4rev2\n"
                                  "S: a1 OK ...\n"
                                  "S: * 2 FETCH (UID ...\n";
    const std::string enabled = "* ENABLED IMAP4rev2\r\na1 OK x\r\n",
                      news = "* 2 FETCH (UID 9 FLAGS ())\r\n",
                      renamed = "* LIST () \"/\" b (\"OLDNAME\" (\"a\"))\r\n";
    CHECK(why(wire, hello + enabled + renamed + news).empty());
    CHECK_FALSE(why(wire, hello + renamed + enabled + news).empty());
    CHECK_FALSE(
        why(wire, hello + enabled + "* 1 FETCH (FLAGS ())\r\n" + news).empty());
}

TEST_CASE("an EXPUNGE at the wrong time is still wrong") {
    CHECK_FALSE(
        why(fetch, hello + "* 1 EXPUNGE\r\n* 2 FETCH (UID 9)\r\na3 OK x\r\n")
            .empty());
    CHECK_FALSE(
        why(fetch, hello + "* 2 FETCH (UID 9)\r\na3 OK x\r\n* 1 EXPUNGE\r\n")
            .empty());
}

TEST_CASE("what is expected is not passed over") {
    CHECK(why("S: * OK hello\nS: * 1 FETCH (FLAGS (\\\\Seen))\n",
              hello + "* 1 FETCH (FLAGS ())\r\n* 1 FETCH (FLAGS (\\Seen))\r\n")
              .empty());
    CHECK(why("S: * OK hello\nS: * LIST () \"/\" b\nS: a1 OK\n",
              hello + "* LIST () \"/\" a\r\n* LIST () \"/\" b\r\na1 OK\r\n")
              .empty());
    CHECK_FALSE(why("S: * OK hello\nS: * LIST () \"/\" b\nS: a1 OK\n",
                    hello + "* LIST () \"/\" a\r\na1 OK\r\n")
                    .empty());
}

TEST_CASE("the UID may stand before the flags or behind them") {
    CHECK(uid_first("* 1 FETCH (FLAGS (\\Seen) UID 7)") ==
          "* 1 FETCH (UID 7 FLAGS (\\Seen))");
    CHECK(uid_first("* 12 FETCH (FLAGS () UID 7 MODSEQ (3))") ==
          "* 12 FETCH (UID 7 FLAGS () MODSEQ (3))");
    CHECK(uid_first("* 1 FETCH (MODSEQ (3) UID 7 FLAGS (x UID 5))") ==
          "* 1 FETCH (UID 7 MODSEQ (3) FLAGS (x UID 5))");
    for (const auto* line :
         {"* 1 FETCH (UID 7 FLAGS (x UID 5))", "* 1 FETCH (FLAGS (x UID 5))",
          "* 1 FETCH (BODY[] \"x UID 7\" UID 7)", "* 1 FETCH (FLAGS () UID 7",
          "* 1 EXISTS", "a1 OK UID 7", ""})
        CHECK(uid_first(line) == line);

    const std::string_view wire = "@protocol imap\n"
                                  "S: * OK hello\n"
                                  "S: * ENABLED IMAP4rev2\n"
                                  "S: * 1 FETCH (UID ...\n"
                                  "S: a1 OK ...\n";
    const std::string begin = hello + "* ENABLED IMAP4rev2\r\n";
    const std::string end = "a1 OK x\r\n";
    CHECK(why(wire, begin + "* 1 FETCH (UID 7 FLAGS ())\r\n" + end).empty());
    CHECK(why(wire, begin + "* 1 FETCH (FLAGS () UID 7)\r\n" + end).empty());
    CHECK_FALSE(why(wire, begin + "* 1 FETCH (FLAGS ())\r\n" + end).empty());
    CHECK_FALSE(
        why(wire, begin + "* 2 FETCH (FLAGS () UID 7)\r\n" + end).empty());
    CHECK_FALSE(why(wire, begin + "* 1 FETCH (FLAGS () UID 7)\r\n" + end, false)
                    .empty());
}
