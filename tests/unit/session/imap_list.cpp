// LIST and LSUB, which may name folders that do not exist.
#include "proto_server/login/class_login.hpp"
#include "tests/unit/session/imap_talk.hpp"

#include <sstream>

namespace {

/// A client that has logged in, and is subscribed to nothing.
struct Client : ImapTalk<login::ClassLogin> {
    Client() {
        ask("a LOGIN ann secret");
        for (const auto name : mail::first_folders)
            REQUIRE(account->unsubscribe(name));
    }
    /// Returns the responses to a LIST or an LSUB, without the tagged one.
    std::string listed(const std::string& command) {
        auto said = ask("l " + command);
        const auto end = said.rfind("l OK ");
        REQUIRE(end != said.npos);
        return said.substr(0, end);
    }
};

} // namespace

// RFC 3501 §6.3.9, RFC 5258 §3.5
TEST_CASE("what is only above a subscribed name is told to who stops there") {
    Client f;
    REQUIRE(f.account->subscribe("Gone/Far/Bar"));
    for (const std::string name : {"Gone", "Gone/Far"}) {
        const std::string pattern = name == "Gone" ? "%" : "Gone/%";
        INFO(pattern);
        CHECK(f.listed("LSUB \"\" " + pattern) ==
              "* LSUB (\\Noselect) \"/\" " + name + "\r\n");
        const auto list = "LIST (SUBSCRIBED RECURSIVEMATCH) \"\" " + pattern;
        const auto child_info = name + " (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n";
        CHECK(f.listed(list) == "* LIST (\\NonExistent) \"/\" " + child_info);
        CHECK(f.listed(list + " RETURN (CHILDREN)") ==
              "* LIST (\\NonExistent \\HasNoChildren) \"/\" " + child_info);
        CHECK(f.listed("LIST (SUBSCRIBED) \"\" " + pattern).empty());
    }
    CHECK(f.listed("LSUB \"\" *") == "* LSUB () \"/\" Gone/Far/Bar\r\n");
    CHECK(f.listed("LIST \"\" Gone*").empty());
    CHECK(f.listed("LIST \"\" Gone* RETURN (SUBSCRIBED)").empty());
    CHECK(f.listed("LIST (SUBSCRIBED) \"\" *") ==
          "* LIST (\\NonExistent \\Subscribed) \"/\" Gone/Far/Bar\r\n");
}

// RFC 3501 §5.1
TEST_CASE("INBOX has no case, also as the first level of a pattern") {
    Client f;
    REQUIRE(f.account->create("INBOX/Sub"));
    REQUIRE(f.account->create("Flats/inbox"));
    const std::string inbox = "* LIST (\\HasChildren) \"/\" INBOX\r\n";
    const std::string sub = "* LIST (\\HasNoChildren) \"/\" INBOX/Sub\r\n";
    for (const auto* all : {"\"\" inbox", "\"\" InBox", "in box"})
        CHECK(f.listed("LIST " + std::string(all)) == inbox);
    for (const auto* all : {"\"\" inbox/Sub", "inbox/ %", "in Box/S*"})
        CHECK(f.listed("LIST " + std::string(all)) == sub);
    // INBOX is special only as the whole first level.
    for (const auto* none : {"inboxes", "inbo%", "Flats/INBOX", "/inbox",
                             "inbox/sub", "inbox//Sub"})
        CHECK(f.listed("LIST \"\" " + std::string(none)).empty());
    REQUIRE(f.account->subscribe("inbox/Sub"));
    CHECK(f.listed("LSUB inbox /Sub") == "* LSUB () \"/\" INBOX/Sub\r\n");
}

// RFC 5258 §3.5, and §5, example 9
TEST_CASE("CHILDINFO is no reason to list a name if the child is listed") {
    Client f;
    for (const auto* name : {"foo2/bar1", "foo2/bar2", "baz2/bar2", "eps2",
                             "eps2/mamba", "qux2/bar2"})
        REQUIRE(f.account->subscribe(name));
    for (const auto* name : {"foo2", "baz2", "eps2"})
        REQUIRE(f.account->create(name));
    const auto listed = [&](const std::string& patterns) {
        const auto said =
            f.listed("LIST (SUBSCRIBED RECURSIVEMATCH) \"\" " + patterns);
        std::vector<std::string> names;
        std::istringstream lines(said);
        for (std::string line; std::getline(lines, line);) {
            const auto name = line.substr(line.find("\"/\" ") + 4);
            const auto end = name.find_first_of(" \r");
            names.push_back(name.substr(0, end) +
                            (name[end] == ' ' ? " +" : ""));
        }
        return names;
    };
    using Names = std::vector<std::string>;
    CHECK(listed("*2") ==
          Names{"baz2/bar2", "eps2 +", "foo2 +", "foo2/bar2", "qux2/bar2"});
    CHECK(listed("*") == Names{"baz2/bar2", "eps2 +", "eps2/mamba", "foo2/bar1",
                               "foo2/bar2", "qux2/bar2"});
    CHECK(listed("%") == Names{"baz2 +", "eps2 +", "foo2 +", "qux2 +"});
    CHECK(listed("(% baz2/%)") ==
          Names{"baz2/bar2", "eps2 +", "foo2 +", "qux2 +"});
}
