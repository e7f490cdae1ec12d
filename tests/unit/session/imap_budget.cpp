#include "proto_server/imap/octet_budget.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/session/imap_talk.hpp"

#include <string>

using imap_server::OctetBudget;

namespace {

constexpr std::size_t large = 200'000;

/// Several clients of one user, who has a budget.
struct Clients {
    explicit Clients(std::size_t most)
        : budget(std::make_shared<OctetBudget>(most)) {
        talk.login.budget = budget;
        talk.inbox->append(std::string(large, 'x'), {}, {});
    }

    std::unique_ptr<imap_server::ImapSession> log_in() {
        auto session = std::make_unique<imap_server::ImapSession>(talk.service);
        session->start(talk.now);
        session->drive(talk.now);
        hear(*session, "a LOGIN ann secret\r\nb SELECT INBOX\r\n");
        return session;
    }

    std::string hear(imap_server::ImapSession& session,
                     std::string_view octets) const {
        return ::talk(session, octets, talk.now);
    }

    /// Asks for the message. What the session says is not taken from it.
    void fetch(imap_server::ImapSession& session) const {
        session.receive("f FETCH 1 BODY.PEEK[]\r\n", talk.now);
        for (int n = 0; n < 9; ++n) session.go_on(talk.now);
    }

    std::shared_ptr<OctetBudget> budget;
    ImapTalk<FakeLogin> talk;
};

std::string announce(const std::string& tag) {
    return tag + " APPEND INBOX {" + std::to_string(large) + "}\r\n";
}

const std::string message = std::string(large, 'x') + "\r\n";

} // namespace

TEST_CASE("octets are taken from a budget, and from the budget of all") {
    const auto all = std::make_shared<OctetBudget>(15);
    OctetBudget ann(10, all), bo(10, all);
    CHECK_FALSE(ann.take(11));
    CHECK(ann.take(9));
    CHECK(ann.take(1));
    CHECK_FALSE(ann.take(1));
    CHECK_FALSE(bo.take(6));
    CHECK(bo.take(5));
    ann.give_back(10);
    CHECK(all->used() == 5);
    CHECK(bo.take(5));
}

TEST_CASE("messages that nobody reads are limited together") {
    Clients clients(2 * large);
    const auto one = clients.log_in(), other = clients.log_in(),
               third = clients.log_in();
    clients.fetch(*one);
    clients.fetch(*other);
    CHECK(clients.budget->used() == 2 * large);
    CHECK(has(clients.hear(*third, "c FETCH 1 BODY.PEEK[]\r\n"),
              "c NO [LIMIT] "));
    CHECK(has(clients.hear(*third, "d FETCH 1 ENVELOPE\r\n"), "d OK "));
    CHECK(has(one->drive(), "f OK "));
    CHECK(clients.budget->used() == large);
    CHECK(has(clients.hear(*third, "e FETCH 1 BODY.PEEK[]\r\n"), "e OK "));
}

TEST_CASE("a client that reads may fetch one large message after another") {
    Clients clients(large);
    for (int n = 0; n < 3; ++n)
        clients.talk.inbox->append(std::string(large, 'x'), {}, {});
    const auto one = clients.log_in();
    CHECK(has(clients.hear(*one, "c FETCH 1:* BODY.PEEK[]\r\n"), "c OK "));
    CHECK(clients.budget->used() == 0);
}

TEST_CASE("messages that are being sent to us are limited together") {
    Clients clients(2 * large);
    auto one = clients.log_in(), other = clients.log_in(),
         third = clients.log_in();
    CHECK(has(clients.hear(*one, announce("c")), "+ "));
    CHECK(has(clients.hear(*other, announce("c")), "+ "));
    CHECK(has(clients.hear(*third, announce("c")), "c NO [LIMIT] "));
    CHECK(has(clients.hear(*one, message), "c OK "));
    CHECK(has(clients.hear(*third, announce("d")), "+ "));
    other.reset(); // it has gone
    CHECK(has(clients.hear(*one, announce("d")), "+ "));
    CHECK(has(clients.hear(*third, message), "d OK "));
    CHECK(has(clients.hear(*one, message), "d OK "));
    CHECK(clients.budget->used() == 0);
}

TEST_CASE("a large message that is refused in the end is given back") {
    Clients clients(large);
    const auto one = clients.log_in();
    for (int n = 0; n < 2; ++n) {
        CHECK(has(clients.hear(*one, "c APPEND nowhere {" +
                                         std::to_string(large) + "}\r\n"),
                  "+ "));
        CHECK(has(clients.hear(*one, message), "c NO [TRYCREATE] "));
        CHECK(has(clients.hear(*one, announce("d")), "+ "));
        CHECK(
            has(clients.hear(*one, std::string(large, 'x') + " {60000000}\r\n"),
                "d NO [TOOBIG] "));
        CHECK(clients.budget->used() == 0);
    }
}
