#pragma once

#include "proto_server/imap/login.hpp"
#include "proto_server/mailbox/store.hpp"
#include "proto_server/server.hpp"
#include "proto_server/users/password_check.hpp"

/// Lets in who is in the users file, each to an account of their own.
class UsersLogin : public imap_server::Login {
public:
    /// All outlive it.
    UsersLogin(asio::io_context& loop, std::string file, mail::Store& store,
               Server& server)
        : store_(store), server_(server), passwords_(loop, std::move(file)) {}

    Ticket check(std::string_view user, std::string_view password) override;

private:
    Answer answer(const std::string& user, users::PasswordCheck::Answer answer);

    mail::Store& store_;
    Server& server_;
    users::PasswordCheck passwords_;
};
