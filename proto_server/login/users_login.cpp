#include "proto_server/login/users_login.hpp"

#include "proto_server/limits.hpp"

#include <algorithm>

namespace login {
namespace {

/// An account, and the slot that is taken for as long as a session uses it.
struct AccountWithSlot {
    std::shared_ptr<mail::Account> account;
    std::shared_ptr<ConnectionQuota::Slot> slot;
};

std::chrono::seconds until(std::chrono::sys_seconds time) {
    const auto now = std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::now());
    return std::min(time - now, server::limits::longest_login);
}

} // namespace

UsersLogin::UsersLogin(asio::io_context& loop, const Files& files,
                       mail::Store& store, Report report,
                       std::uint32_t max_per_user)
    : store_(store), report_(std::move(report)), user_quota_(max_per_user),
      passwords_(loop, files.users) {
    if (!files.tokens.empty()) tokens_.emplace(loop, files.tokens);
}

imap_server::Login::PendingLogin
UsersLogin::check(const imap_server::LoginAttempt& attempt) {
    const std::string user(attempt.user), from(attempt.from);
    if (auto no = refusal(from)) return done(tl::unexpected(*std::move(no)));
    auto pending = std::make_shared<std::optional<Result>>();
    auto& check = attempt.token && tokens_ ? *tokens_ : passwords_;
    const OnResult done = [pending, waker = attempt.waker](Result result) {
        *pending = std::move(result);
        if (const auto session = waker.lock()) session->wake();
    };
    check.check(user, std::string(attempt.secret),
                [this, user, from, done](auto match, auto expires) {
                    try {
                        decide(user, from, match, expires, done);
                    } catch (const std::exception& error) {
                        report_(user, error.what());
                        done(mail::fail(mail::Failure::Kind::unavailable,
                                        "internal error"));
                    }
                });
    return pending;
}

/// Returns why no client from that address may log in now, or nothing.
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

void UsersLogin::decide(const std::string& user, const std::string& from,
                        Check::Match match, std::optional<Check::Time> expires,
                        const OnResult& done) {
    // This is asked again: many connections may have guessed meanwhile.
    if (auto no = refusal(from)) return done(tl::unexpected(*std::move(no)));
    if (match == Check::Match::wrong) {
        failed_.add(from, Clock::now());
        return done(
            mail::fail(mail::Failure::Kind::not_allowed, "wrong password"));
    }
    if (match != Check::Match::right)
        return done(mail::fail(mail::Failure::Kind::unavailable,
                               match == Check::Match::busy
                                   ? "too many log in at once; try again"
                                   : "the users cannot be read"));
    if (expires) return log_in(user, until(*expires), done);
    log_in(user, {}, done);
}

void UsersLogin::log_in(const std::string& user,
                        std::optional<std::chrono::seconds> time_left,
                        OnResult done) {
    std::shared_ptr<ConnectionQuota::Slot> slot = user_quota_.take(user);
    if (!slot)
        return done(mail::fail(mail::Failure::Kind::limit,
                               "too many clients of " + user + ", at most " +
                                   std::to_string(user_quota_.limit())));
    store_.account(user, [slot = std::move(slot), time_left,
                          done = std::move(done)](const auto& account) {
        if (!account) return done(tl::unexpected(account.error()));
        const auto with_slot =
            std::make_shared<AccountWithSlot>(AccountWithSlot{*account, slot});
        done(imap_server::LoggedIn(
            std::shared_ptr<mail::Account>(with_slot, account->get()),
            time_left));
    });
}

} // namespace login
