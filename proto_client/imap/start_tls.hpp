#pragma once

#include "proto_client/imap/imap_client.hpp"

#include <functional>
#include <string>

namespace imap_client {

/// Asks for TLS. When the server has said OK, the session `wants_tls()`; its
/// driver starts TLS and calls `tls_started()`, and nothing else is sent before
/// that. `on_refused` is called with the reason if there will be no TLS. The
/// caller must then hang up: a server that greets with PREAUTH, or that offers
/// no STARTTLS, may be somebody in between.
///
/// State: not authenticated. RFC 3501 §6.2.1
void start_tls(ImapClient& client,
               std::function<void(const std::string& why)> on_refused);

} // namespace imap_client
