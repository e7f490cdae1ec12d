#pragma once

#include "common/session.hpp"
#include "proto_server/imap/octet_budget.hpp"
#include "proto_server/mailbox/account.hpp"

#include <chrono>
#include <cstdint>
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
             std::optional<std::chrono::seconds> left = {},
             std::shared_ptr<OctetBudget> user = nullptr)
        : account(std::move(known)), time_left(left), budget(std::move(user)) {}

    std::shared_ptr<mail::Account> account; ///< released when the client leaves
    std::optional<std::chrono::seconds> time_left; ///< if it is limited
    std::shared_ptr<OctetBudget> budget; ///< of the user; null: no limit
};

/// Why a client is not let in.
struct Refusal : mail::Failure {
    // NOLINTNEXTLINE(google-explicit-constructor): a failure is a refusal
    Refusal(mail::Failure why, std::uint32_t before = 0)
        : mail::Failure(std::move(why)), failures(before) {}

    /// The failed logins that came shortly before, on any connection: the more,
    /// the later the client hears of this one.
    std::uint32_t failures;
};

/// Decides which clients are let in.
class Login {
public:
    virtual ~Login() = default;

    /// `not_allowed` when the user is unknown or the secret wrong, and nobody
    /// can tell which. `limit` when there are too many.
    using Result = tl::expected<LoggedIn, Refusal>;

    /// Empty until the result is there: at once, or later, since a hash takes
    /// its time. Then the attempt's waker is woken.
    using PendingLogin = std::shared_ptr<std::optional<Result>>;

    /// If the session drops what this returns, nobody wants the result any
    /// more.
    virtual PendingLogin check(const LoginAttempt& attempt) = 0;

    /// True if there are tokens at all.
    virtual bool takes_tokens() const { return false; }

    /// A result that is already known.
    static PendingLogin done(Result result) {
        return std::make_shared<std::optional<Result>>(std::move(result));
    }
};

} // namespace imap_server
