// How an account opens a folder: a job reads it.

#include "proto_server/mailbox/maildir/maildir_account.hpp"

namespace mail {
namespace {

namespace fs = std::filesystem;

/// A mailbox keeps its account, and with it the lock.
struct Held {
    Held(std::shared_ptr<Account> of, std::unique_ptr<Backing> backing)
        : account(std::move(of)),
          mailbox(std::move(backing), limits::maildir_messages) {}
    std::shared_ptr<Account> account;
    Mailbox mailbox;
};

} // namespace

/// A folder that was read, and is a mailbox now.
struct MaildirAccount::Opened {
    std::shared_ptr<Mailbox> mailbox;
    MaildirBacking* backing;
};

/// Reads the folder in a job. It is watched before, so that nothing is missed.
void MaildirAccount::load(const std::string& name, OnMailbox done) {
    const auto path = path_of(name);
    std::error_code ignored;
    const bool is_link =
        fs::is_symlink(fs::symlink_status(path / "new", ignored)) ||
        (name != inbox && !is_folder(path));
    if (!is_maildir(path) || is_link) return done(no_folder(name));
    const auto watch = std::make_shared<std::unique_ptr<MaildirWatch>>(
        std::make_unique<MaildirWatch>(shared_->watch, path));
    jobs().run<Opened>(
        this,
        [this, path, is_deaf = (*watch)->is_deaf()] {
            return read(path, is_deaf);
        },
        [this, name, watch, done = std::move(done),
         kept = shared_from_this()](const Expected<Opened>& opened) {
            if (!opened) return done(tl::make_unexpected(opened.error()));
            done(begin(name, *opened, std::move(*watch)));
        });
}

Expected<MaildirAccount::Opened> MaildirAccount::read(const fs::path& folder,
                                                      bool is_deaf) {
    Uid validity = 0;
    if (std::error_code error; !fs::exists(folder / Index::name, error)) {
        const auto next = new_uid_validity();
        if (!next) return tl::make_unexpected(next.error());
        validity = *next;
    }
    auto backing = MaildirBacking::open(
        folder, validity, is_deaf, {shared_->headers, shared_->jobs, this});
    if (!backing) return tl::make_unexpected(backing.error());
    auto* raw = backing->get();
    try {
        const auto held =
            std::make_shared<Held>(shared_from_this(), std::move(*backing));
        return Opened{{held, &held->mailbox}, raw};
    } catch (const FailureError& error) {
        return tl::make_unexpected(error.failure);
    }
}

std::shared_ptr<Mailbox>
MaildirAccount::begin(const std::string& name, const Opened& opened,
                      std::unique_ptr<MaildirWatch> watch) {
    const auto& mailbox = opened.mailbox;
    if (watch->is_deaf()) shared_->deaf.push_back(mailbox);
    opened.backing->begin({.holder = mailbox,
                           .watch = std::move(watch),
                           .news =
                               [shared = std::weak_ptr(shared_),
                                mailbox = std::weak_ptr(mailbox)] {
                                   if (const auto all = shared.lock())
                                       all->with_news.push_back(mailbox);
                               },
                           .look =
                               [shared = std::weak_ptr(shared_)] {
                                   if (const auto all = shared.lock())
                                       all->refresh_next();
                               }});
    open_[name] = {mailbox, opened.backing};
    if (const auto kept = shared_->kept.lock()) kept->keep(mailbox);
    return mailbox;
}

} // namespace mail
