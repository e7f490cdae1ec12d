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

    /// Called with a user's name and what was thrown while it logged in.
    using Report = std::function<void(std::string_view, std::string_view)>;

    /// `loop` and `store` outlive it. At most `max_per_user` clients may be
    /// logged in as one user at once.
    UsersLogin(asio::io_context& loop, const Files& files, mail::Store& store,
               Report report, std::uint32_t max_per_user);

    PendingLogin check(const imap_server::LoginAttempt& attempt) override;
    bool takes_tokens() const override { return tokens_.has_value(); }

private:
    using Check = users::PasswordCheck;

    std::optional<mail::Failure> refusal(const std::string& from) const;
    Result result_of(const std::string& user, const std::string& from,
                     Check::Answer answer, std::optional<Check::Time> expires);
    Result log_in(const std::string& user,
                  std::optional<std::chrono::seconds> time_left);

    mail::Store& store_;
    Report report_;
    Places user_quota_; ///< by the user's name
    FailedLogins failed_;
    Check passwords_;
    std::optional<Check> tokens_;
};
