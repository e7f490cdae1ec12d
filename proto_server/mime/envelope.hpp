#pragma once

#include "common/imap/values/envelope.hpp"
#include "proto_server/mime/header.hpp"

#include <cstddef>
#include <vector>

namespace mime {

/// Makes an envelope, RFC 3501 §7.4.2. A missing Sender or Reply-To is copied
/// from From. At most `addresses` addresses are used; their number is then
/// subtracted from `addresses`.
imap::Envelope make_envelope(const std::vector<Field>& fields,
                             std::size_t& addresses);

} // namespace mime
