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

/// Returns a name that a client has given, in quotes. A question mark stands
/// for each octet that cannot be printed: a line end could make the name look
/// like two lines of ours.
std::string shown(std::string_view name) {
    const auto is_long = name.size() > server::limits::shown_name;
    std::string text(name.substr(0, server::limits::shown_name));
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~' || c == '"'; }, '?');
    return '"' + text + (is_long ? "...\"" : "\"");
}

} // namespace

UsersLogin::UsersLogin(asio::io_context& loop, const Files& files,
                       mail::Store& store, Operator operators,
                       std::uint32_t max_per_user)
    : files_(files), store_(store), operator_(std::move(operators)),
      user_quota_(max_per_user),
      budget_(std::make_shared<imap_server::OctetBudget>(
          server::limits::held_for_all)),
      passwords_(loop, files.users, operator_.note) {
    if (!files.tokens.empty())
        tokens_.emplace(loop, files.tokens, operator_.note);
}

imap_server::Login::PendingLogin
UsersLogin::check(const imap_server::LoginAttempt& attempt) {
    const Who who{std::string(attempt.user), std::string(attempt.from)};
    if (!user_quota_.has_room(who.user)) { // a hash would be of no use
        const auto no = too_many(who.user);
        note_failure(who, no);
        return done(no);
    }
    auto pending = std::make_shared<std::optional<Result>>();
    const OnResult done = [this, asker = std::weak_ptr(pending), who,
                           waker = attempt.waker](Result result) {
        note_failure(who, result);
        if (const auto wanted = asker.lock()) *wanted = std::move(result);
        if (const auto session = waker.lock()) session->wake();
    };
    auto& check = attempt.token && tokens_ ? *tokens_ : passwords_;
    check.check({who.user, std::string(attempt.secret), who.from, pending},
                [this, who, done](auto match, auto expires) {
                    try {
                        decide(who, match, expires, done);
                    } catch (const std::exception& error) {
                        operator_.failed(who.user, error.what());
                        done(mail::fail(mail::Failure::Kind::unavailable,
                                        "internal error"));
                    }
                });
    return pending;
}

void UsersLogin::note_failure(const Who& who, const Result& result) const {
    if (!result)
        operator_.note("failed login of " + shown(who.user) + " from " +
                       who.from + ": " + print(result.error()));
}

void UsersLogin::read_again() {
    const auto tell = [this](const std::string& file, Check& check) {
        const auto count = check.read_again();
        if (count)
            operator_.note("read " + file +
                           " again: " + std::to_string(*count) + " users");
    };
    tell(files_.users, passwords_);
    if (tokens_) tell(files_.tokens, *tokens_);
}

UsersLogin::Result UsersLogin::too_many(const std::string& user) const {
    return mail::fail(mail::Failure::Kind::limit,
                      "too many clients of " + user + ", at most " +
                          std::to_string(user_quota_.limit()));
}

void UsersLogin::decide(const Who& who, Check::Match match,
                        std::optional<Check::Time> expires,
                        const OnResult& done) {
    using enum mail::Failure::Kind;
    switch (match) {
    case Check::Match::wrong:
        return done(tl::unexpected(imap_server::Refusal(
            {not_allowed, "wrong password"},
            failed_.add(who.from, who.user, Clock::now()))));
    case Check::Match::busy:
        return done(
            mail::fail(unavailable, "too many log in at once; try again"));
    case Check::Match::unavailable:
        return done(mail::fail(unavailable, "the users cannot be read"));
    case Check::Match::right:
        if (expires) return log_in(who.user, until(*expires), done);
        return log_in(who.user, {}, done);
    }
}

void UsersLogin::log_in(const std::string& user,
                        std::optional<std::chrono::seconds> time_left,
                        OnResult done) {
    std::shared_ptr<ConnectionQuota::Slot> slot = user_quota_.take(user);
    if (!slot) return done(too_many(user));
    store_.account(user, [slot = std::move(slot), time_left,
                          budget = budget(user),
                          done = std::move(done)](const auto& account) {
        if (!account) return done(tl::unexpected(account.error()));
        const auto with_slot =
            std::make_shared<AccountWithSlot>(AccountWithSlot{*account, slot});
        done(imap_server::LoggedIn(
            std::shared_ptr<mail::Account>(with_slot, account->get()),
            time_left, budget));
    });
}

/// Returns the budget that all clients of a user share.
std::shared_ptr<imap_server::OctetBudget>
UsersLogin::budget(const std::string& user) {
    auto& known = budgets_[user];
    auto budget = known.lock();
    if (!budget)
        known = budget = std::make_shared<imap_server::OctetBudget>(
            server::limits::held_for_user, budget_);
    return budget;
}

} // namespace login
