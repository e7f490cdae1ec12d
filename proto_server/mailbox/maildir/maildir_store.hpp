#pragma once

#include "proto_server/mailbox/maildir/folder_watch.hpp"
#include "proto_server/mailbox/maildir/header_cache.hpp"
#include "proto_server/mailbox/maildir/kept_mailboxes.hpp"
#include "proto_server/mailbox/store.hpp"

#include <deque>
#include <memory>
#include <set>

namespace mail {

class MaildirAccount;

/// Keeps the Maildir of each user in a folder of that name: Maildir++, so INBOX
/// is the folder itself, and "Flats/Orléans" is `.Flats.Orl&AOk-ans` in it.
///
/// Other programs may use the Maildirs at the same time; another store of ours
/// may not, and is told so, as long as this one has a mailbox open or keeps it
/// open for who comes back. The accounts may outlive the store.
class MaildirStore : public Store {
public:
    using Note = std::function<void(const std::string& line)>;

    /// `jobs` outlive all use of the store and accounts, but not their end.
    /// `note` tells the operator of folders that cannot be shown, once for each
    /// user.
    explicit MaildirStore(std::filesystem::path folder,
                          Jobs& jobs = inline_jobs(), Note note = {});

    using Store::account;
    void account(std::string_view user,
                 Done<std::shared_ptr<Account>> done) override;
    int descriptor() const override;
    void look() override;
    bool is_deaf() const override;
    void look_everywhere() override;

    /// The objects that the parts of a store share.
    struct Shared : std::enable_shared_from_this<Shared> {
        explicit Shared(Jobs& those) : jobs(those) {}

        Jobs& jobs;
        std::shared_ptr<FolderWatch> watch = std::make_shared<FolderWatch>();
        std::deque<std::weak_ptr<Mailbox>> with_news;
        bool refreshing = false; ///< one of them, in a later turn of the loop
        std::shared_ptr<HeaderCache> headers = std::make_shared<HeaderCache>();
        std::vector<std::weak_ptr<Mailbox>> deaf; ///< without a watch
        std::weak_ptr<KeptMailboxes> kept;        ///< nothing without the store

        void look();
        /// Refreshes the mailboxes with news, each in a turn of its own: a
        /// folder may be long, and when the system has lost count, all open
        /// folders are read anew.
        void refresh_next();
    };

private:
    using OnAccount = Done<std::shared_ptr<Account>>;
    void opened(const std::string& user,
                const Expected<std::shared_ptr<MaildirAccount>>& account);

    std::filesystem::path folder_;
    Note note_;
    std::set<std::string> noted_; ///< users
    std::shared_ptr<Shared> shared_;
    std::shared_ptr<KeptMailboxes> kept_ = std::make_shared<KeptMailboxes>();
    std::map<std::string, std::weak_ptr<Account>, std::less<>> accounts_;
    /// Those who wait for an account that is being opened.
    std::map<std::string, std::vector<OnAccount>> opening_;
};

} // namespace mail
