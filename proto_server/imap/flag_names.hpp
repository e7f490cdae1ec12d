#pragma once

#include "common/imap/values/flags.hpp"
#include "proto_server/mailbox/flags.hpp"

namespace imap_server {

/// The flags of a mailbox as the wire has them, and back. `\Recent`, which is
/// nobody's to set, is left out.
imap::Flags to_wire(const mail::Flags& flags);
mail::Flags from_wire(const imap::Flags& flags);

/// The same as `to_wire(flags).has(flag)`, in less time.
bool has(const mail::Flags& flags, imap::Flag flag);

/// All that a client may set: the system flags and these keywords.
imap::Flags settable(const std::vector<std::string>& keywords);

} // namespace imap_server
