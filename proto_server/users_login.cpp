#include "proto_server/users_login.hpp"

imap_server::Login::Ticket UsersLogin::check(std::string_view user,
                                             std::string_view password) {
    auto ticket = std::make_shared<std::optional<Answer>>();
    passwords_.check(std::string(user), std::string(password),
                     [this, ticket, name = std::string(user)](auto verdict) {
                         *ticket = answer(name, verdict);
                         server_.nudge();
                     });
    return ticket;
}

UsersLogin::Answer UsersLogin::answer(const std::string& user,
                                      users::PasswordCheck::Answer answer) {
    using Verdict = users::PasswordCheck::Answer;
    if (answer == Verdict::wrong)
        return mail::fail(mail::Failure::Kind::not_allowed, "wrong password");
    if (answer != Verdict::right)
        return mail::fail(mail::Failure::Kind::system,
                          answer == Verdict::busy
                              ? "too many log in at once; try again"
                              : "the users cannot be read");
    auto account = store_.account(user);
    if (account)
        (*account)->on_open(
            [this](const auto& mailbox) { server_.watch(*mailbox); });
    return account;
}
