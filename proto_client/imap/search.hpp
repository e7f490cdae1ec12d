#pragma once

#include "proto_client/imap/imap_client.hpp"

#include <functional>
#include <string>
#include <vector>

namespace imap_client {

/// The UIDs that were found, in ascending order; or the reason why there are
/// none to be had.
using Found = tl::expected<std::vector<Uid>, std::string>;

/// Searches for messages by UID SEARCH. A server that has ESEARCH answers with
/// ranges, which are shorter. State: selected. RFC 3501 §6.4.4, RFC 4731
void search(ImapClient& client, std::vector<imap::SearchKey> keys,
            std::function<void(const Found&)> on_found);

} // namespace imap_client
