#pragma once

#include "proto_server/mailbox/account.hpp"

#include <memory>
#include <string_view>

namespace imap_server {

/// Who lets clients in.
class Login {
public:
    virtual ~Login() = default;

    /// The account of that user. `not_allowed` when the user is unknown or the
    /// password wrong, and nobody can tell which.
    virtual mail::Expected<std::shared_ptr<mail::Account>>
    check(std::string_view user, std::string_view password) = 0;
};

} // namespace imap_server
