#pragma once

#include "proto_server/mailbox/account.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace imap_server {

/// Who lets clients in.
class Login {
public:
    virtual ~Login() = default;

    /// The account of that user. `not_allowed` when the user is unknown or the
    /// password wrong, and nobody can tell which.
    using Answer = mail::Expected<std::shared_ptr<mail::Account>>;

    /// Empty until the answer is there: at once, or later, since a hash takes
    /// its time; then the session is to be nudged by `mailbox_changed()`.
    using Ticket = std::shared_ptr<std::optional<Answer>>;

    virtual Ticket check(std::string_view user, std::string_view password) = 0;

    /// For one who knows at once.
    static Ticket ticket(Answer answer) {
        return std::make_shared<std::optional<Answer>>(std::move(answer));
    }
};

} // namespace imap_server
