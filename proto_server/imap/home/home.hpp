#pragma once

#include "common/imap/requests/command.hpp"
#include "proto_server/imap/answer.hpp"
#include "proto_server/imap/selected/selected.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap_server {

/// A client that has logged in to its account: the authenticated state of RFC
/// 3501 §3.2, with the commands of §6.3. While the client has a mailbox
/// selected (§3.3), the commands of `selected()` are allowed, too.
class Home {
public:
    explicit Home(std::shared_ptr<mail::Account> account)
        : account_(std::move(account)) {}

    // enable.cpp, select.cpp, idle.cpp
    void answer(const imap::Enable& enable, Answer& answer);
    void answer(const imap::Select& select, Answer& answer);
    void answer(const imap::Idle&, Answer& answer);
    // folders.cpp
    void answer(const imap::Create& create, Answer& answer);
    void answer(const imap::Delete& remove, Answer& answer);
    void answer(const imap::Rename& rename, Answer& answer);
    void answer(const imap::Subscribe& subscribe, Answer& answer);
    void answer(const imap::Unsubscribe& unsubscribe, Answer& answer);
    void answer(const imap::Namespace&, Answer& answer);
    void answer(const imap::Status& status, Answer& answer);
    // list.cpp
    void answer(const imap::List& list, Answer& answer);
    void answer(const imap::Lsub& lsub, Answer& answer);
    // append.cpp
    void answer(imap::Append&& append, Answer& answer);

    mail::Account& account() { return *account_; }

    /// The mailbox that the client has selected, or null.
    Selected* selected() { return selected_ ? &*selected_ : nullptr; }
    void leave_mailbox() { selected_.reset(); }

    /// True if the client idles: it may be told news at any time, and its next
    /// line ends that.
    bool idling() const { return !idle_tag_.empty(); }
    /// Ends idling, and returns the tag of the IDLE.
    std::string end_idling() { return std::exchange(idle_tag_, {}); }

    /// Removes what is left of removed folders, in portions: true if there is
    /// more. A server that was killed may have left some.
    Answer::Work sweep() const;

private:
    void append(const std::shared_ptr<mail::Mailbox>& mailbox,
                imap::Append& append, Answer& answer);
    struct Listing;
    bool list_some(const std::shared_ptr<Listing>& listing, Answer& answer);
    void list_status(const std::shared_ptr<Listing>& listing,
                     const std::string& folder, Answer& answer);
    static bool lsub_some(Listing& listing, bool stops, Answer& answer);
    void say_listed(std::string_view name, const std::string* old_name,
                    Answer& answer) const;

    // The members that every push reads stand first: they share cache lines.
    std::optional<Selected> selected_;
    std::string idle_tag_; ///< of the IDLE that has not ended; or empty
    std::shared_ptr<mail::Account> account_;
};

} // namespace imap_server
