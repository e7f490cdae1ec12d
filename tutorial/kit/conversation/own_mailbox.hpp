#pragma once

#include "common/net/address.hpp"
#include "common/transcript/pattern.hpp"
#include "tutorial/kit/conversation/tls_client.hpp"

#include <optional>
#include <string>

namespace kit {

/// Returns the name of a mailbox that no server has, for `<mailbox>`.
std::string fresh_mailbox();

/// Deletes `<mailbox>`, which a play that failed may have left on an IMAP
/// server. Returns the reason if that was not possible.
std::optional<std::string> remove_mailbox(const net::Address& server,
                                          const std::optional<TlsClient>& tls,
                                          const transcript::Names& names);

} // namespace kit
