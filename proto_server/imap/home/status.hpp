#pragma once

#include "common/imap/responses/response.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <memory>
#include <string>
#include <vector>

namespace imap_server {

/// Finds out, in portions, what STATUS asks of a mailbox. RFC 3501 §6.3.10
class StatusQuery {
public:
    /// `name` is as on the wire.
    StatusQuery(std::string name, std::shared_ptr<mail::Mailbox> mailbox,
                std::vector<imap::StatusItem> items);

    /// Does one portion; true if there is more to do.
    bool go_on();

    /// Returns the values. Call it when there is no more to do.
    imap::StatusData result() const;

private:
    std::uint64_t value(imap::StatusItem item) const;

    std::string name_;
    std::shared_ptr<mail::Mailbox> mailbox_;
    std::vector<imap::StatusItem> items_;
    mail::Uid measured_ = 0;   ///< the sizes up to here are in `octets_`
    std::uint64_t octets_ = 0; ///< of all messages
};

} // namespace imap_server
