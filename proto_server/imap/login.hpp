#pragma once

#include "proto_server/mailbox/account.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace imap_server {

/// What a client shows to be let in.
struct Attempt {
    std::string_view user, secret;
    bool token = false;    ///< the secret is a bearer token, and no password
    std::string_view from; ///< the client's address; empty where it has none
};

/// Who is let in, and for how long.
struct Guest {
    Guest(std::shared_ptr<mail::Account> known,
          std::optional<std::chrono::seconds> time = {})
        : account(std::move(known)), stay(time) {}

    std::shared_ptr<mail::Account> account; ///< let go of when it leaves
    std::optional<std::chrono::seconds> stay;
};

/// Who lets clients in.
class Login {
public:
    virtual ~Login() = default;

    /// `not_allowed` when the user is unknown or the secret wrong, and nobody
    /// can tell which. `limit` when there are too many.
    using Answer = mail::Expected<Guest>;

    /// Empty until the answer is there: at once, or later, since a hash takes
    /// its time; then the session is to be nudged by `mailbox_changed()`.
    using Ticket = std::shared_ptr<std::optional<Answer>>;

    virtual Ticket check(const Attempt& attempt) = 0;

    /// Whether there are tokens at all.
    virtual bool takes_tokens() const { return false; }

    /// For one who knows at once.
    static Ticket ticket(Answer answer) {
        return std::make_shared<std::optional<Answer>>(std::move(answer));
    }
};

} // namespace imap_server
