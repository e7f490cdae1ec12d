#pragma once

#include "common/imap/responses/response.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <string>
#include <vector>

namespace imap_server {

/// What STATUS asks of a mailbox, RFC 3501 §6.3.10; `name` as on the wire.
imap::StatusData status_of(const std::string& name, mail::Mailbox& mailbox,
                           const std::vector<imap::StatusItem>& items);

} // namespace imap_server
