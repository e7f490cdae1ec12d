#include "proto_server/login/users_login.hpp"

#include "proto_server/limits.hpp"

#include <algorithm>

namespace {

/// An account that keeps a place for as long as it is held.
struct Seat {
    std::shared_ptr<mail::Account> account;
    std::unique_ptr<Places::Place> place;
};

std::chrono::seconds until(std::chrono::sys_seconds time) {
    const auto now = std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::now());
    return std::min(time - now, limits::longest_stay);
}

} // namespace

UsersLogin::UsersLogin(asio::io_context& loop, const Files& files,
                       mail::Store& store, Calls calls,
                       std::uint32_t max_per_user)
    : store_(store), calls_(std::move(calls)), places_(max_per_user),
      passwords_(loop, files.users) {
    if (!files.tokens.empty()) tokens_.emplace(loop, files.tokens);
}

imap_server::Login::Ticket
UsersLogin::check(const imap_server::Attempt& attempt) {
    const std::string user(attempt.user), from(attempt.from);
    if (auto no = refusal(from)) return ticket(tl::unexpected(*std::move(no)));
    auto ticket = std::make_shared<std::optional<Answer>>();
    auto& check = attempt.token && tokens_ ? *tokens_ : passwords_;
    check.check(user, std::string(attempt.secret),
                [this, ticket, user, from](auto verdict, auto expires) {
                    try {
                        *ticket = answer(user, from, verdict, expires);
                    } catch (const std::exception& error) {
                        calls_.report(user, error.what());
                        *ticket = mail::fail(mail::Failure::Kind::system,
                                             "internal error");
                    }
                    calls_.ticket_filled();
                });
    return ticket;
}

/// Why nobody from there is let in now.
std::optional<mail::Failure>
UsersLogin::refusal(const std::string& from) const {
    const auto wait = std::chrono::ceil<std::chrono::seconds>(
        failed_.wait(from, Clock::now()));
    if (wait <= wait.zero()) return std::nullopt;
    return mail::Failure{mail::Failure::Kind::limit,
                         "too many failed logins from your address; try again "
                         "in " +
                             std::to_string(wait.count()) + " seconds"};
}

UsersLogin::Answer UsersLogin::answer(const std::string& user,
                                      const std::string& from,
                                      Check::Answer answer,
                                      std::optional<Check::Time> expires) {
    using Verdict = Check::Answer;
    // Asked again: to guess on many connections at once does not help.
    if (auto no = refusal(from)) return tl::unexpected(*std::move(no));
    if (answer == Verdict::wrong) {
        failed_.add(from, Clock::now());
        return mail::fail(mail::Failure::Kind::not_allowed, "wrong password");
    }
    if (answer != Verdict::right)
        return mail::fail(mail::Failure::Kind::system,
                          answer == Verdict::busy
                              ? "too many log in at once; try again"
                              : "the users cannot be read");
    if (expires) return let_in(user, until(*expires));
    return let_in(user, {});
}

UsersLogin::Answer
UsersLogin::let_in(const std::string& user,
                   std::optional<std::chrono::seconds> stay) {
    auto account = store_.account(user);
    if (!account) return tl::unexpected(account.error());
    auto place = places_.take(user);
    if (!place)
        return mail::fail(mail::Failure::Kind::limit,
                          "too many clients of " + user + ", at most " +
                              std::to_string(places_.most()));
    (*account)->on_open(
        [this](const auto& mailbox) { calls_.mailbox_opened(*mailbox); });
    auto* const held = account->get();
    const auto seat =
        std::make_shared<Seat>(Seat{*std::move(account), std::move(place)});
    return imap_server::Guest(std::shared_ptr<mail::Account>(seat, held), stay);
}
