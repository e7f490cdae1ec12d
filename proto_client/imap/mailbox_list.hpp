#pragma once

#include "proto_client/imap/imap_client.hpp"

#include <functional>
#include <string>
#include <vector>

namespace imap_client {

/// A mailbox as a server lists it.
struct ListedMailbox {
    std::string name;                    ///< in UTF-8, if it can be read
    std::vector<std::string> attributes; ///< with the backslash: `\Drafts`

    /// False for a name that only holds others. RFC 3501 §7.2.2, RFC 5258 §3
    bool can_be_opened() const;
};

/// Lists all mailboxes of the user, by LIST. The vector is empty if the result
/// is not OK. State: authenticated. RFC 3501 §6.3.8
void list_mailboxes(
    ImapClient& client,
    std::function<void(const Result&, const std::vector<ListedMailbox>&)>
        on_listed);

} // namespace imap_client
