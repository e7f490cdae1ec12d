#pragma once

#include "proto_server/mailbox/maildir/maildir_backing.hpp"
#include "proto_server/mailbox/maildir/maildir_store.hpp"

#include <mutex>

namespace mail {

/// The folders of one user, in a Maildir++.
class MaildirAccount : public Account,
                       public std::enable_shared_from_this<MaildirAccount> {
public:
    /// Makes what is missing.
    static Expected<std::shared_ptr<MaildirAccount>>
    open(const std::filesystem::path& folder,
         std::shared_ptr<MaildirStore::Shared> shared);

    /// Folders that were there when it was opened, and that have no name for a
    /// client: other programs have made them. One line for the operator, or
    /// none.
    std::string nameless_folders() const;

    bool sweep() override;
    Expected<void> check_room(std::size_t messages) override;

private:
    MaildirAccount(const std::filesystem::path& folder,
                   std::shared_ptr<MaildirStore::Shared> shared)
        : folder_(folder), shared_(std::move(shared)) {}

    Expected<void> prepare();
    void look_around();
    Expected<void> lock();
    Expected<void> resume_rename();
    Expected<void> read_subscriptions();
    Expected<Uid> new_uid_validity();
    std::filesystem::path path_of(const std::string& name) const;

    Jobs& jobs() override { return shared_->jobs; }
    std::shared_ptr<void> kept() override { return shared_from_this(); }
    void catch_up() override;
    Names existing() override;
    void load(const std::string& name, OnMailbox done) override;
    struct Opened;
    Expected<Opened> read(const std::filesystem::path& folder, bool is_deaf);
    std::shared_ptr<Mailbox> begin(const std::string& name,
                                   const Opened& opened,
                                   std::unique_ptr<MaildirWatch> watch);
    Expected<void> make(const std::string& name) override;
    Expected<void> sync() override;
    Expected<void> drop(const std::string& name) override;
    Expected<void> move(const std::string& from,
                        const std::string& to) override;
    Expected<void> begin_rename(const std::string& from,
                                const std::string& to) override;
    void end_rename() override;
    Expected<void> keep_subscriptions(const Names& names) override;

    struct Open {
        std::weak_ptr<Mailbox> mailbox;
        MaildirBacking* backing; ///< as long as there is the mailbox
    };

    std::filesystem::path folder_;
    std::shared_ptr<MaildirStore::Shared> shared_;
    File lock_;
    std::mutex giving_validity_;
    std::optional<std::uintmax_t> measured_; ///< octets of all indexes
    std::size_t unmeasured_ = 0;             ///< messages that were added since
    std::vector<std::filesystem::path> removed_; ///< folders to be deleted
    std::vector<std::string> nameless_;          ///< as they stand on the disk
    std::map<std::string, Open> open_;
};

} // namespace mail
