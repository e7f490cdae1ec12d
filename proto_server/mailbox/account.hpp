#pragma once

#include "proto_server/mailbox/folder_name.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <deque>
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

    // Where the disk is waited for, a function has an argument `done`, which is
    // called on the loop with the result, at once or later. A function without
    // it is the same where it is done at once: in memory, or with inline jobs.

    using OnMailbox = Done<std::shared_ptr<Mailbox>>;

    /// Opens a folder as it is now, whatever others did to it. The failure is
    /// `missing` if there is none. A folder that nobody has open is read in the
    /// order of the changes, so that nobody renames it meanwhile.
    void open(std::string_view name, OnMailbox done);
    Expected<std::shared_ptr<Mailbox>> open(std::string_view name);

    // The changes of folders are made one after the other, in the order of the
    // calls.

    /// Creates a folder, and those that are missing above it. RFC 3501 §6.3.3
    void create(std::string_view name, Done<void> done);
    Expected<void> create(std::string_view name);

    /// Removes a folder that is not INBOX. Folders below it stay. A parent that
    /// is no folder itself cannot be removed. Sessions that have it open find
    /// it `gone()`. RFC 3501 §6.3.4
    ///
    /// The folder is gone at once; what was in it takes up room until `sweep`
    /// has returned false.
    void remove(std::string_view name, Done<void> done);
    Expected<void> remove(std::string_view name);

    /// Deletes some of what removed folders have left on the disk, also those
    /// of an earlier run. Returns true if there is more.
    virtual bool sweep() { return false; }

    /// Renames a folder with all the folders below it; sessions that have one
    /// open go on with it. A name that only stands above folders is no folder,
    /// and the folders below it are renamed. If it is INBOX, its messages move
    /// to the new folder, and INBOX stays. RFC 3501 §6.3.5
    void rename(std::string_view from, std::string_view to, Done<void> done);
    Expected<void> rename(std::string_view from, std::string_view to);

    /// Fails if the account has no room for so many messages more. Call it
    /// before they are added.
    virtual Expected<void> check_room(std::size_t /*messages*/) { return {}; }

    /// Remembers a name, whether or not there is such a folder.
    /// RFC 3501 §6.3.6
    void subscribe(std::string_view name, Done<void> done);
    Expected<void> subscribe(std::string_view name);
    void unsubscribe(std::string_view name, Done<void> done);
    Expected<void> unsubscribe(std::string_view name);

protected:
    using Names = std::set<std::string, std::less<>>;

    Account() = default;

    /// Does what takes long. A job may call `existing`, `make`, `sync`,
    /// `begin_rename`, `end_rename` and `keep_subscriptions`, which therefore
    /// change nothing in memory; all else is done on the loop.
    virtual Jobs& jobs() { return inline_jobs(); }

    /// Keeps the account for as long as a job runs.
    virtual std::shared_ptr<void> kept() { return nullptr; }

    /// Looks for what others did to the folders that are open.
    virtual void catch_up() {}

    /// Returns the folders that exist now, INBOX included. Other programs may
    /// have made some.
    virtual Names existing() = 0;
    virtual void load(const std::string& name, OnMailbox done) = 0;
    virtual Expected<void> make(const std::string& name) = 0;

    /// Sees to it that what was dropped or moved stays so if the power fails.
    virtual Expected<void> sync() { return {}; }
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

    static tl::unexpected<Failure> no_folder(const std::string& name);

    /// Sets the subscriptions. Whoever makes an account calls it once, before
    /// anyone else sees the account.
    void begin_with(Names subscriptions) {
        subscribed_ = std::move(subscriptions);
    }

private:
    using Change = std::function<void(Done<void> done)>;
    using Ended = std::function<void()>;

    void change(Done<void> done, Change change);
    void queue(std::function<void(Ended)> change);
    void begin_change();
    void end_change();
    void run(std::function<Expected<void>()> work, Done<void> done);

    bool open_again(const std::string& name, const OnMailbox& done);
    void open_now(const std::string& name, OnMailbox done);
    Expected<void> make_with_parents(const std::string& name, Names known);
    static bool is_above(const Names& names, const std::string& name);
    Expected<void> remove_folder(const std::string& name);
    void rename_folder(const std::string& from, const std::string& to,
                       Done<void> done);
    Expected<void> move_all(const Moves& all);
    Expected<void> move_one(const std::string& from, const std::string& to);
    void rename_inbox(const std::string& to, Done<void> done);
    void set_subscribed(std::string_view name, bool wanted, Done<void> done);

    std::map<std::string, std::weak_ptr<Mailbox>, std::less<>> open_;
    Names subscribed_;
    std::deque<std::function<void()>> changes_; ///< the first is being made
};

/// Returns a UIDVALIDITY for a new folder: greater than `last`, which is the
/// last one that the account gave, and the time in seconds if that is greater.
/// RFC 3501 §2.3.1.1
Uid next_uid_validity(Uid last);

} // namespace mail
