#pragma once

#include "proto_server/mailbox/folder_name.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <map>
#include <set>

namespace mail {

/// A folder as a list shows it.
struct Folder {
    std::string name; ///< UTF-8, levels parted by '/'
    SpecialUse use = SpecialUse::none;
    bool exists = true; ///< false: subscribed, or above what is or exists
    bool subscribed = false;
    bool has_children = false; ///< that exist
    bool operator==(const Folder&) const = default;
};

/// The folders of one user, of which INBOX always exists. No name reaches
/// another user's.
///
/// Every name is checked by `folder_name`; what that refuses is `not_allowed`.
/// A folder that is open stays one object for all who open it.
class Account {
public:
    virtual ~Account() = default;
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;

    /// All, in the order of their names, INBOX first; also the names that do
    /// not exist but are subscribed, or have such names or folders below.
    /// RFC 5258 §3
    std::vector<Folder> folders();

    /// Opens a folder as it is now, whatever others did to it. The failure is
    /// `missing` if there is none.
    Expected<std::shared_ptr<Mailbox>> open(std::string_view name);

    /// Creates a folder, and those that are missing above it. RFC 3501 §6.3.3
    Expected<void> create(std::string_view name);

    /// Removes a folder that is not INBOX. Folders below it stay. A parent that
    /// is no folder itself cannot be removed. Sessions that have it open find
    /// it `gone()`. RFC 3501 §6.3.4
    ///
    /// The folder is gone at once; what was in it takes up room until `sweep`
    /// has returned false.
    Expected<void> remove(std::string_view name);

    /// Deletes some of what removed folders have left on the disk, also those
    /// of an earlier run. Returns true if there is more.
    virtual bool sweep() { return false; }

    /// Renames a folder with all the folders below it; sessions that have one
    /// open go on with it. A name that only stands above folders is no folder,
    /// and the folders below it are renamed. If it is INBOX, its messages move
    /// to the new folder, and INBOX stays. RFC 3501 §6.3.5
    Expected<void> rename(std::string_view from, std::string_view to);

    /// Fails if the account has no room for so many messages more. Call it
    /// before they are added.
    virtual Expected<void> check_room(std::size_t /*messages*/) { return {}; }

    /// Remembers a name, whether or not there is such a folder.
    /// RFC 3501 §6.3.6
    Expected<void> subscribe(std::string_view name);
    Expected<void> unsubscribe(std::string_view name);

protected:
    using Names = std::set<std::string, std::less<>>;

    Account() = default;

    /// Looks for what others did to the folders that are open.
    virtual void catch_up() {}

    /// Returns the folders that exist now, INBOX included. Other programs may
    /// have made some.
    virtual Names existing() = 0;
    virtual Expected<std::shared_ptr<Mailbox>>
    load(const std::string& name) = 0;
    virtual Expected<void> make(const std::string& name) = 0;
    virtual Expected<void> drop(const std::string& name) = 0;

    /// Moves a folder: `from` exists, and `to` does not. An open mailbox goes
    /// with its folder.
    virtual Expected<void> move(const std::string& from,
                                const std::string& to) = 0;
    virtual Expected<void> keep_subscriptions(const Names& names) = 0;

    /// Several folders will be moved, and then were moved. If the program is
    /// killed in between, the rest is moved when the account is opened again.
    virtual Expected<void> begin_rename(const std::string& /*from*/,
                                        const std::string& /*to*/) {
        return {};
    }
    virtual void end_rename() {}

    /// Returns the folder `from` and those of `known` that are below it, with
    /// the names that they get when it becomes `to`.
    using Moves = std::vector<std::pair<std::string, std::string>>;
    static Moves moves(const Names& known, const std::string& from,
                       const std::string& to);

    /// Sets the subscriptions. Whoever makes an account calls it once, before
    /// anyone else sees the account.
    void begin_with(Names subscriptions) {
        subscribed_ = std::move(subscriptions);
    }

private:
    Expected<void> rename_inbox(const std::string& to);
    Expected<void> move_all(const Moves& all);
    Expected<void> move_one(const std::string& from, const std::string& to);
    Expected<void> make_with_parents(const std::string& name, Names& known);

    std::map<std::string, std::weak_ptr<Mailbox>, std::less<>> open_;
    Names subscribed_;
};

/// Returns a UIDVALIDITY for a new folder: greater than `last`, which is the
/// last one that the account gave, and the time in seconds if that is greater.
/// RFC 3501 §2.3.1.1
Uid next_uid_validity(Uid last);

} // namespace mail
