#pragma once

#include "common/imap/values/envelope.hpp"
#include "proto_server/mime/header.hpp"

#include <vector>

namespace mime {

/// RFC 3501 §7.4.2. From stands in for a missing Sender and Reply-To.
imap::Envelope make_envelope(const std::vector<Field>& fields);

} // namespace mime
