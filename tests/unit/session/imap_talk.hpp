#pragma once

#include "proto_server/imap/imap_session.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/talk.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// Logs in ann with a password or a token. The result for the user "slow" comes
/// later: a test writes it into `later`.
class FakeLogin : public imap_server::Login {
public:
    explicit FakeLogin(std::shared_ptr<mail::Account> account)
        : account_(std::move(account)) {}

    PendingLogin check(const imap_server::LoginAttempt& attempt) override {
        ++attempts;
        from = attempt.from;
        if (attempt.user == "slow") return later;
        const std::string_view right = attempt.token ? "a-token" : "secret";
        if (attempt.user != "ann" || attempt.secret != right)
            return done(mail::fail(mail::Failure::Kind::not_allowed, "no"));
        return done(imap_server::LoggedIn(account_, time_left, budget));
    }
    bool takes_tokens() const override { return tokens; }

    PendingLogin later = std::make_shared<std::optional<Result>>();
    std::optional<std::chrono::seconds> time_left;
    std::shared_ptr<imap_server::OctetBudget> budget;
    bool tokens = false;
    int attempts = 0;
    std::string from; ///< the address of the last attempt

private:
    std::shared_ptr<mail::Account> account_;
};

/// A client of ann's, which talks to a session without a socket.
template<class LoginType>
struct ImapTalk {
    /// Ann's INBOX has a message for each of `subjects`. `client` goes to the
    /// session: the client's address, and whether TLS is on.
    template<class... Client>
    explicit ImapTalk(std::vector<std::string> subjects = {},
                      imap_server::ImapOptions options = {},
                      imap_server::ImapTls tls = {}, Client... client)
        : store([subjects = std::move(subjects)](mail::Mailbox& mailbox) {
              for (const auto& subject : subjects)
                  post_advert(mailbox, subject);
          }),
          service{login, options, "ready", tls},
          session(service, std::move(client)...) {
        inbox->take_recent(); // as after the first SELECT
        session.start(now);
        greeting = session.take_output();
    }

    /// Returns everything that the session says now.
    std::string all_output() { return session.drive(now); }

    /// Gives octets to the session, which must take all of them, and returns
    /// what it says.
    std::string hear(std::string_view octets) {
        return talk(session, octets, now);
    }
    std::string ask(const std::string& line) { return hear(line + "\r\n"); }

    std::string push() {
        session.mailbox_changed();
        return all_output();
    }
    std::string after(Clock::duration time) {
        session.tick(now += time);
        return all_output();
    }

    mail::MemoryStore store;
    std::shared_ptr<mail::Account> account = *store.account("ann");
    std::shared_ptr<mail::Mailbox> inbox = *account->open("INBOX");
    LoginType login{account};
    Clock::time_point now{};
    imap_server::Service service;
    imap_server::ImapSession session;
    std::string greeting;
};
