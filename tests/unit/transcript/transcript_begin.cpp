#include "common/transcript/explain.hpp"
#include "common/transcript/limits.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/transcript/transcript_text.hpp"

using namespace transcript;

namespace {

/// A file with this head and one command of its own.
std::string file(const std::string& head) {
    return "@protocol imap\n" + head +
           "\nC: a1 NOOP\n"
           "S: a1 OK ...\n";
}

/// Returns the steps of `file(head)`, each as a file has it.
std::vector<std::string> steps(const std::string& head) {
    std::vector<std::string> found;
    for (const auto& step : read_wire(file(head)).steps)
        found.push_back(step.written);
    return found;
}

std::string error_of(const std::string& text) {
    const auto read = parse(text, "x.wire");
    return read ? "no error" : read.error().what;
}

const Names names{{"user", "anna"}, {"password", "secret"}, {"mailbox", "m"}};

/// Plays both sides of `text` against each other. Returns the segments that the
/// client sent.
std::vector<std::string> play_both(const std::string& text, Cut::Kind cut) {
    const auto wire = read_wire(text);
    Player client(wire, Side::client, {cut}, names);
    Player server(wire, Side::server, {cut}, names);
    std::vector<std::string> sent;
    int finished = 0;
    for (int turns = 0; turns < 1000 && finished < 2; ++turns) {
        finished = 0;
        for (auto* one : {&client, &server}) {
            auto& other = one == &client ? server : client;
            const auto action = one->next({});
            if (const auto* open = std::get_if<Open>(&action)) {
                one->opened(open->connection);
            } else if (const auto* send = std::get_if<Send>(&action)) {
                other.receive(send->connection, send->octets);
                if (one == &client) sent.push_back(send->octets);
            } else if (const auto* wrong = std::get_if<Mismatch>(&action)) {
                FAIL(explain(wire, *wrong, "", ""));
            }
            finished += std::holds_alternative<Finished>(action) ? 1 : 0;
        }
    }
    CHECK(finished == 2);
    return sent;
}

} // namespace

TEST_CASE("@begin stands for the lines up to a state, and back from it") {
    const std::vector<std::string> logged_in{
        "S: * OK ...", "C: begin1 LOGIN <user> <password>",
        "S: ...",      "S: begin1 OK ...",
        "C: a1 NOOP",  "S: a1 OK ..."};
    CHECK(steps("@begin logged-in\n") == logged_in);

    const std::vector<std::string> selected{"S: * OK ...",
                                            "C: begin1 LOGIN <user> <password>",
                                            "S: ...",
                                            "S: begin1 OK ...",
                                            "C: begin2 CREATE <mailbox>",
                                            "S: ...",
                                            "S: begin2 OK ...",
                                            "C: begin3 APPEND <mailbox> {38}",
                                            "S: + ...",
                                            "C: Subject: Flat to rent",
                                            "C:",
                                            "C: In the 11e.",
                                            "C:",
                                            "S: ...",
                                            "S: begin3 OK ...",
                                            "C: begin4 SELECT <mailbox>",
                                            "S: ...",
                                            "S: begin4 OK ...",
                                            "C: a1 NOOP",
                                            "S: a1 OK ...",
                                            "C: end1 CLOSE",
                                            "S: ...",
                                            "S: end1 OK ...",
                                            "C: end2 DELETE <mailbox>",
                                            "S: ...",
                                            "S: end2 OK ..."};
    CHECK(steps("@begin selected 1\n") == selected);
}

TEST_CASE("a second connection begins in a state of its own") {
    const auto found = steps("@begin selected\n@begin C2 selected\n");
    const std::vector<std::string> second(found.begin() + 10,
                                          found.begin() + 17);
    CHECK(second == std::vector<std::string>{
                        "S2: * OK ...", "C2: begin1 LOGIN <user> <password>",
                        "S2: ...", "S2: begin1 OK ...",
                        "C2: begin2 SELECT <mailbox>", "S2: ...",
                        "S2: begin2 OK ..."});
    const std::vector<std::string> end(found.end() - 9, found.end());
    CHECK(end == std::vector<std::string>{
                     "C2: end1 CLOSE", "S2: ...", "S2: end1 OK ...",
                     "C: end1 CLOSE", "S: ...", "S: end1 OK ...",
                     "C: end2 DELETE <mailbox>", "S: ...", "S: end2 OK ..."});
}

TEST_CASE("@begin makes as many messages as it may, and not one more") {
    const auto most = limits::begin_messages;
    const auto head = "@begin logged-in " + std::to_string(most) + "\n";
    CHECK(steps(head).size() == 4 + 3 + 8 * most + 2 + 3);
    CHECK(steps("@begin logged-in 0\n").size() == 4 + 3 + 2 + 3);
    const auto above = "@begin logged-in " + std::to_string(most + 1) + "\n";
    CHECK(error_of(file(above)).starts_with("@begin what? As in:"));
}

TEST_CASE("a @begin that cannot be is an error") {
    for (const auto* wrong :
         {"@begin asleep\n", "@begin C0 selected\n", "@begin C10 selected\n",
          "@begin C2\n", "@begin selected x\n", "@begin selected 1 2\n",
          "@begin selected -1\n"})
        CHECK(error_of(file(wrong)).starts_with("@begin what? As in:"));
    CHECK(error_of(file("@begin\n")) == "@begin needs a value behind a space");
    CHECK(error_of(file("@begin logged-in\n@begin selected\n")) ==
          "@begin says already how C1 begins");
    CHECK(error_of(file("@begin selected\n@begin C2 selected 2\n")) ==
          "the mailbox is made by the @begin of line 2: that one says how many "
          "messages it has");
    CHECK(error_of("@begin logged-in\nC: a1 NOOP\n") ==
          "@begin is for IMAP: write @protocol imap above");
    CHECK(
        error_of("@protocol imap\n@begin logged-in\n").starts_with("no step"));
}

TEST_CASE("cuts begin after @begin, and end before its last lines") {
    const auto text = file("@begin selected 1\n@begin C2 logged-in\n");
    for (const auto cut : {Cut::Kind::bytes, Cut::Kind::crlf, Cut::Kind::glued,
                           Cut::Kind::random}) {
        const auto sent = play_both(text, cut);
        CHECK(sent.at(0) == "begin1 LOGIN anna secret\r\n");
        CHECK(sent.at(1) == "begin2 CREATE m\r\n");
        CHECK(sent.at(8) == "begin1 LOGIN anna secret\r\n"); // of C2
        CHECK(sent.at(sent.size() - 2) == "end1 CLOSE\r\n");
        CHECK(sent.at(sent.size() - 1) == "end2 DELETE m\r\n");
    }
    const auto sent = play_both(text, Cut::Kind::bytes);
    CHECK(sent.at(9) == "a");
    CHECK(sent.at(10) == "1");
}

TEST_CASE("a mismatch within @begin names it, and its line") {
    const auto wire = read_wire(file("@begin logged-in\n"));
    Player player(wire, Side::client, {}, names);
    player.next({});
    player.opened(1);
    player.receive(1, "* OK hello\r\nbegin1 NO not you\r\n");
    player.next({}); // sends LOGIN
    const auto action = player.next({});
    const auto* mismatch = std::get_if<Mismatch>(&action);
    REQUIRE(mismatch);
    CHECK(mismatch->line == 2);
    CHECK(explain(wire, *mismatch, "", "")
              .starts_with("x.wire:2: mismatch\nThis is a line that `@begin "
                           "logged-in` stands for.\n"));
}
