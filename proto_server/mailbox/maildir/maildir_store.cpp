#include "proto_server/mailbox/maildir/maildir_store.hpp"

#include "proto_server/mailbox/maildir/maildir_account.hpp"

#include <algorithm>

namespace mail {

MaildirStore::MaildirStore(std::filesystem::path folder, Jobs& jobs, Note note)
    : folder_(std::move(folder)), note_(std::move(note)),
      shared_(std::make_shared<Shared>(jobs)) {
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
    shared_->jobs.run<std::shared_ptr<MaildirAccount>>(
        nullptr,
        [folder = folder_ / name, shared = shared_] {
            return MaildirAccount::open(folder, shared);
        },
        [this, name](auto account) { opened(name, account); });
}

void MaildirStore::opened(
    const std::string& user,
    const Expected<std::shared_ptr<MaildirAccount>>& account) {
    if (account) accounts_[user] = *account;
    const auto line = account ? (*account)->nameless_folders() : "";
    if (note_ && !line.empty() && noted_.insert(user).second) note_(line);
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
    for (const auto& one : shared_->deaf) shared_->with_news.push_back(one);
    shared_->refresh_next();
}

void MaildirStore::Shared::look() {
    watch->look();
    refresh_next();
}

void MaildirStore::Shared::refresh_next() {
    if (refreshing || with_news.empty()) return;
    const auto mailbox = with_news.front().lock();
    with_news.pop_front();
    // A failure here, of a disk, comes again when a client asks.
    if (mailbox) static_cast<void>(mailbox->refresh());
    if (with_news.empty()) return;
    refreshing = true;
    jobs.soon([shared = shared_from_this()] {
        shared->refreshing = false;
        shared->refresh_next();
    });
}

} // namespace mail
