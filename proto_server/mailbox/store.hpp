#pragma once

#include "proto_server/mailbox/account.hpp"

namespace mail {

/// The accounts of all users.
class Store {
public:
    virtual ~Store() = default;

    /// The account of `user`, made if there is none: who calls has checked the
    /// password. Refuses what `is_user_name` does. While anyone holds it, all
    /// get the same. `done` is called at once or, if it must be opened, later.
    virtual void account(std::string_view user,
                         Done<std::shared_ptr<Account>> done) = 0;

    /// The same where it is done at once.
    Expected<std::shared_ptr<Account>> account(std::string_view user) {
        return at_once<std::shared_ptr<Account>>(
            [&](auto done) { account(user, std::move(done)); });
    }

    /// Becomes readable when others have changed a folder that is open; -1 if
    /// none can. The store keeps it.
    virtual int descriptor() const { return -1; }

    /// Call this then. Mailboxes call their watchers.
    virtual void look() {}

    /// True if there are open folders of whose changes the system does not
    /// tell. Then call `look_everywhere` every few seconds.
    virtual bool is_deaf() const { return false; }

    /// Looks into those folders.
    virtual void look_everywhere() {}
};

} // namespace mail
