#pragma once

#include "proto_server/imap/login.hpp"
#include "proto_server/limits.hpp"

#include <utility>

namespace login {

/// Logs everybody in, with any password, to one account that all share: for a
/// class, or for trying the server at home.
class ClassLogin : public imap_server::Login {
public:
    explicit ClassLogin(std::shared_ptr<mail::Account> account)
        : account_(std::move(account)) {}

    PendingLogin check(const imap_server::LoginAttempt&) override {
        return done(imap_server::LoggedIn(account_, {}, budget_));
    }

private:
    std::shared_ptr<mail::Account> account_;
    std::shared_ptr<imap_server::OctetBudget> budget_ =
        std::make_shared<imap_server::OctetBudget>(
            server::limits::held_for_all);
};

} // namespace login
