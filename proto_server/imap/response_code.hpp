#pragma once

#include "common/imap/requests/request_reader.hpp"
#include "common/imap/responses/code.hpp"
#include "proto_server/mailbox/failure.hpp"

#include <optional>

namespace imap_server {

/// Returns the response code that tells a client's program why something
/// failed. RFC 9051 §7.1; TOOBIG is of RFC 7889.
imap::Code code_of(const mail::Failure& failure);

/// Returns the code for a request that has passed a limit, or nothing if its
/// answer is BAD.
std::optional<imap::Code> code_of(imap::RequestReader::Event::Limit limit);

} // namespace imap_server
