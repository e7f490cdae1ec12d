#pragma once

#include "common/imap/values/envelope.hpp"
#include "proto_server/mime/header.hpp"

#include <cstddef>
#include <vector>

namespace mime {

/// RFC 3501 §7.4.2. From stands in for a missing Sender and Reply-To.
/// At most `addresses` addresses are told, and are then taken from it.
imap::Envelope make_envelope(const std::vector<Field>& fields,
                             std::size_t& addresses);

} // namespace mime
