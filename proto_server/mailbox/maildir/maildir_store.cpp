#include "proto_server/mailbox/maildir/maildir_store.hpp"

#include "proto_server/mailbox/maildir/maildir_account.hpp"

#include <algorithm>

namespace mail {

MaildirStore::MaildirStore(std::filesystem::path folder)
    : folder_(std::move(folder)) {
    shared_->kept = kept_;
}

Expected<std::shared_ptr<Account>>
MaildirStore::account(std::string_view user) {
    if (!is_user_name(user))
        return fail(Failure::Kind::not_allowed, "nobody can be called so");
    auto& known = accounts_[std::string(user)];
    if (auto account = known.lock()) return account;
    auto account = MaildirAccount::open(folder_ / user, shared_);
    if (account) known = *account;
    return account;
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
    // A failure here, of a disk, comes again when a client asks.
    for (const auto& one : std::exchange(with_news, {}))
        if (const auto mailbox = one.lock())
            static_cast<void>(mailbox->refresh());
}

} // namespace mail
