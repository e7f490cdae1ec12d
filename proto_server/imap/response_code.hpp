#pragma once

#include "common/imap/responses/code.hpp"
#include "proto_server/mailbox/failure.hpp"

namespace imap_server {

/// Returns the response code that tells a client's program why something
/// failed. RFC 9051 §7.1; TOOBIG is of RFC 7889.
imap::Code code_of(const mail::Failure& failure);

} // namespace imap_server
