#pragma once

#include "proto_server/imap/login.hpp"
#include "proto_server/login/failed_logins.hpp"
#include "proto_server/login/places.hpp"
#include "proto_server/login/users/password_check.hpp"
#include "proto_server/mailbox/store.hpp"

#include <functional>
#include <optional>

/// Lets in who is in the users file, each to an account of their own; and who
/// has a token that is in the file of tokens, if there is one.
class UsersLogin : public imap_server::Login {
public:
    struct Files {
        std::string users;
        std::string tokens; ///< empty: no tokens
    };

    /// What the login asks of the server.
    struct Calls {
        /// Called when a ticket has been filled: the sessions look.
        std::function<void()> ticket_filled;
        /// Called with a user's name and what was thrown while it logged in.
        std::function<void(std::string_view, std::string_view)> report;
        /// Called with each mailbox that an account opens.
        std::function<void(mail::Mailbox&)> mailbox_opened;
    };

    /// `loop` and `store` outlive it. At most `max_per_user` clients may be
    /// logged in as one user at once.
    UsersLogin(asio::io_context& loop, const Files& files, mail::Store& store,
               Calls calls, std::uint32_t max_per_user);

    Ticket check(const imap_server::Attempt& attempt) override;
    bool takes_tokens() const override { return tokens_.has_value(); }

private:
    using Check = users::PasswordCheck;

    std::optional<mail::Failure> refusal(const std::string& from) const;
    Answer answer(const std::string& user, const std::string& from,
                  Check::Answer answer, std::optional<Check::Time> expires);
    Answer let_in(const std::string& user,
                  std::optional<std::chrono::seconds> stay);

    mail::Store& store_;
    Calls calls_;
    Places places_; ///< by the user's name
    FailedLogins failed_;
    Check passwords_;
    std::optional<Check> tokens_;
};
