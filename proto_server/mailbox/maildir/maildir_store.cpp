#include "proto_server/mailbox/maildir/maildir_store.hpp"

#include "proto_server/mailbox/maildir/maildir_account.hpp"

#include <algorithm>

namespace mail {

MaildirStore::MaildirStore(std::filesystem::path folder, Jobs& jobs)
    : folder_(std::move(folder)), shared_(std::make_shared<Shared>(jobs)) {
    shared_->kept = kept_;
}

/// An account is opened once, however many ask for it at the same time: a
/// second one would find it locked.
void MaildirStore::account(std::string_view user, OnAccount done) {
    if (!is_user_name(user))
        return done(
            fail(Failure::Kind::not_allowed, "nobody can be called so"));
    const std::string name(user);
    if (auto known = accounts_[name].lock()) return done(std::move(known));
    auto& waiting = opening_[name];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1) return;
    shared_->jobs.run<std::shared_ptr<Account>>(
        nullptr,
        [folder = folder_ / name, shared = shared_] {
            return MaildirAccount::open(folder, shared);
        },
        [this, name](auto account) { opened(name, account); });
}

void MaildirStore::opened(const std::string& user,
                          const Expected<std::shared_ptr<Account>>& account) {
    if (account) accounts_[user] = *account;
    auto waiting = opening_.extract(user);
    for (const auto& done : waiting.mapped()) done(account);
}

int MaildirStore::descriptor() const {
    return shared_->watch->descriptor();
}

void MaildirStore::look() {
    shared_->look();
}

bool MaildirStore::is_deaf() const {
    return std::ranges::any_of(shared_->deaf,
                               [](const auto& one) { return !one.expired(); });
}

void MaildirStore::look_everywhere() {
    std::erase_if(shared_->deaf, [](const auto& one) { return one.expired(); });
    for (const auto& one : std::vector(shared_->deaf))
        if (const auto mailbox = one.lock())
            static_cast<void>(mailbox->refresh());
}

void MaildirStore::Shared::look() {
    watch->look();
    refresh_mailboxes();
}

void MaildirStore::Shared::refresh_mailboxes() {
    // A failure here, of a disk, comes again when a client asks.
    for (const auto& one : std::exchange(with_news, {}))
        if (const auto mailbox = one.lock())
            static_cast<void>(mailbox->refresh());
}

} // namespace mail
