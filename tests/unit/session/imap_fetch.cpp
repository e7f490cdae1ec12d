// Limits on what one FETCH returns of one message.
#include "proto_server/login/class_login.hpp"
#include "tests/unit/session/imap_talk.hpp"

using imap_server::limits::beside_message;
using imap_server::limits::message_items;

namespace {

/// A client that has logged in, and selected INBOX with one message.
struct Client : ImapTalk<login::ClassLogin> {
    explicit Client(const std::string& message) {
        REQUIRE(inbox->append(message, {}, {}));
        ask("a LOGIN ann x");
        ask("b SELECT INBOX");
    }
    bool is_seen() {
        return inbox->messages().front().flags.has(mail::SystemFlag::seen);
    }
};

/// Returns `FETCH 1 (FLAGS ITEM ITEM ...)`.
std::string fetch(std::string_view item, std::size_t times) {
    std::string command = "f FETCH 1 (FLAGS";
    for (std::size_t i = 0; i < times; ++i) command += " " + std::string(item);
    return command + ")";
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; ++found)
        at = text.find(part, at + 1);
    return found;
}

/// Returns a message of `octets` octets.
std::string message(std::size_t octets) {
    std::string all = "Subject: x\r\n\r\n";
    while (all.size() + 100 < octets) all += std::string(70, 'x') + "\r\n";
    return all + std::string(octets - all.size() - 2, 'y') + "\r\n";
}

} // namespace

TEST_CASE("a FETCH has as many items of a message as the limit, or none") {
    for (const std::string item :
         {"BODY[]<0.1>", "BINARY[]", "RFC822", "BODY[HEADER]", "ENVELOPE"}) {
        INFO(item);
        for (const auto times : {message_items - 1, message_items}) {
            Client client(message(200));
            const auto said = client.ask(fetch(item, times));
            CHECK(said.ends_with("f OK FETCH completed\r\n"));
            CHECK(count(said, "* 1 FETCH (") == 1);
        }
        Client client(message(200));
        CHECK(client.ask(fetch(item, message_items + 1)) ==
              "f NO [LIMIT] a FETCH has at most 50 items that read the "
              "message\r\n");
        CHECK_FALSE(client.is_seen());
        CHECK(client.ask("n NOOP") == "n OK NOOP completed\r\n");
    }
    Client client(message(200)); // what is known without reading is not counted
    CHECK(client.ask(fetch("UID", 150)).ends_with("f OK FETCH completed\r\n"));
}

TEST_CASE("a structure that is asked for twice is told once") {
    for (const std::string item : {"ENVELOPE", "BODY", "BODYSTRUCTURE"}) {
        Client client(message(200));
        const auto said = client.ask(fetch(item, 3));
        CHECK(count(said, " " + item + " (") == 1);
        CHECK(said == client.ask(fetch(item, 1)));
    }
}

TEST_CASE("a message is sent once whatever its size, but a great one not "
          "many times at once") {
    for (const auto octets :
         {beside_message - 1, beside_message, beside_message + 1}) {
        Client client(message(octets));
        CHECK(client.ask(fetch("BODY.PEEK[]", 1)).size() > octets);
        const auto said = client.ask(fetch("BODY[]", 2));
        if (octets <= beside_message) {
            CHECK(count(said, "BODY[] {") == 2);
            CHECK(client.is_seen());
        } else {
            CHECK(said == "f NO [LIMIT] a message is asked for many times "
                          "over\r\n");
            CHECK_FALSE(client.is_seen());
        }
    }
}

TEST_CASE("a message that is left out keeps none of the others") {
    Client client(message(100));
    REQUIRE(client.inbox->append(message(beside_message + 1), {}, {}));
    REQUIRE(client.inbox->append(message(100), {}, {}));
    client.ask("n NOOP");
    const auto said = client.ask("f FETCH 1:* (BODY[] BODY[])");
    CHECK(said.starts_with("* 1 FETCH ("));
    CHECK(count(said, "* 2 FETCH (") == 0);
    CHECK(count(said, "* 3 FETCH (") == 1);
    CHECK(said.ends_with("f NO [LIMIT] a message is asked for many times "
                         "over\r\n"));
}
