#pragma once

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <deque>

namespace mail {

/// Mailboxes that stay open when everyone has left them, for who comes back: to
/// open one anew takes time as its size.
///
/// Above a limit, the one that was opened first goes first.
class KeptMailboxes {
public:
    explicit KeptMailboxes(std::size_t mailboxes = limits::kept_mailboxes,
                           std::size_t messages = limits::kept_messages)
        : most_mailboxes_(mailboxes), most_messages_(messages) {}

    void keep(std::shared_ptr<Mailbox> mailbox);

private:
    std::size_t messages() const;

    std::size_t most_mailboxes_;
    std::size_t most_messages_;
    std::deque<std::shared_ptr<Mailbox>> kept_;
};

} // namespace mail
