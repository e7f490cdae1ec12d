#pragma once

#include "proto_server/imap/login.hpp"
#include "proto_server/login/connection_quota.hpp"
#include "proto_server/login/failed_logins.hpp"
#include "proto_server/login/users/password_check.hpp"
#include "proto_server/mailbox/store.hpp"

#include <functional>
#include <optional>
#include <unordered_map>

namespace login {

/// Logs in the users of a file, each to an account of their own. A client shows
/// a password, or a token if there is a file of tokens.
class UsersLogin : public imap_server::Login {
public:
    struct Files {
        std::string users;
        std::string tokens; ///< empty if there are no tokens
    };

    /// Functions that tell the operator something.
    struct Operator {
        /// A user's name, and what was thrown while it logged in.
        std::function<void(std::string_view, std::string_view)> failed;
        /// A line about a failed login, or about a fault of the files.
        std::function<void(const std::string&)> note;
    };

    /// `loop` and `store` must outlive this object. At most `max_per_user`
    /// clients may be logged in as one user at once.
    UsersLogin(asio::io_context& loop, const Files& files, mail::Store& store,
               Operator operators, std::uint32_t max_per_user);

    PendingLogin check(const imap_server::LoginAttempt& attempt) override;
    bool takes_tokens() const override { return tokens_.has_value(); }

    /// Reads the files again, and tells the operator what they have.
    void read_again();

private:
    using Check = users::PasswordCheck;
    using OnResult = std::function<void(Result)>;
    /// The name that a client gives, and its address.
    struct Who {
        std::string user, from;
    };

    Result too_many(const std::string& user) const;
    void decide(const Who& who, Check::Match match,
                std::optional<Check::Time> expires, const OnResult& done);
    void log_in(const std::string& user,
                std::optional<std::chrono::seconds> time_left, OnResult done);
    std::shared_ptr<imap_server::OctetBudget> budget(const std::string& user);
    void note_failure(const Who& who, const Result& result) const;

    Files files_;
    mail::Store& store_;
    Operator operator_;
    ConnectionQuota user_quota_;                       ///< by the user's name
    std::shared_ptr<imap_server::OctetBudget> budget_; ///< of all users
    std::unordered_map<std::string, std::weak_ptr<imap_server::OctetBudget>>
        budgets_; ///< by the user's name
    FailedLogins failed_;
    Check passwords_;
    std::optional<Check> tokens_;
};

} // namespace login
