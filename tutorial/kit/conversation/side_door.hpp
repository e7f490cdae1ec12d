#pragma once

#include "common/net/address.hpp"

#include <optional>
#include <string>

/// Posts a message on a connection of its own, as the toy has it, and waits
/// for the server's ok. Gives nothing, or why it could not.
std::optional<std::string> post_by_side_door(const net::Address& server,
                                             const std::string& text);

/// How many messages a toy server's greeting speaks of, if it is as expected.
std::optional<std::string> other_mailbox(const net::Address& server,
                                         std::uint32_t messages);
