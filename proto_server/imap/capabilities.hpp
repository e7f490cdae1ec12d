#pragma once

#include "proto_server/imap/service.hpp"

#include <string>
#include <vector>

namespace imap_server {

/// Returns the words of CAPABILITY for a client that has not logged in.
/// `tls_on` is true if the conversation is enciphered.
std::vector<std::string> capabilities_at_entry(const Service& service,
                                               bool tls_on);

/// Returns the words of CAPABILITY for a client that has logged in.
std::vector<std::string> capabilities_at_home(const Service& service);

} // namespace imap_server
