#pragma once

#include "common/session.hpp"
#include "proto_server/mailbox/account.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace imap_server {

/// The name that a client gives, and the secret that is to prove it.
struct LoginAttempt {
    std::string_view user, secret;
    bool token = false;    ///< the secret is a bearer token, and no password
    std::string_view from; ///< the client's address; empty where it has none
    /// The session to wake when the result comes later; may be empty.
    std::weak_ptr<Session::Waker> waker = {};
};

/// A client that is let in.
struct LoggedIn {
    LoggedIn(std::shared_ptr<mail::Account> known,
             std::optional<std::chrono::seconds> left = {})
        : account(std::move(known)), time_left(left) {}

    std::shared_ptr<mail::Account> account; ///< released when the client leaves
    std::optional<std::chrono::seconds> time_left; ///< if it is limited
};

/// Decides which clients are let in.
class Login {
public:
    virtual ~Login() = default;

    /// `not_allowed` when the user is unknown or the secret wrong, and nobody
    /// can tell which. `limit` when there are too many.
    using Result = mail::Expected<LoggedIn>;

    /// Empty until the result is there: at once, or later, since a hash takes
    /// its time. Then the attempt's waker is woken.
    using PendingLogin = std::shared_ptr<std::optional<Result>>;

    virtual PendingLogin check(const LoginAttempt& attempt) = 0;

    /// True if there are tokens at all.
    virtual bool takes_tokens() const { return false; }

    /// A result that is already known.
    static PendingLogin done(Result result) {
        return std::make_shared<std::optional<Result>>(std::move(result));
    }
};

} // namespace imap_server
