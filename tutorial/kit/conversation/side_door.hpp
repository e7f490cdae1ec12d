#pragma once

#include "common/net/address.hpp"

#include <optional>
#include <string>

namespace kit {

/// Posts a message to a toy server on a connection of its own, and waits for
/// the server's ok. Returns the reason if that was not possible.
std::optional<std::string> post_by_side_door(const net::Address& server,
                                             const std::string& text);

/// Returns a sentence if a toy server has another number of messages than
/// `messages`; nothing if it has that number, or cannot be asked.
std::optional<std::string> other_mailbox(const net::Address& server,
                                         std::uint32_t messages);

} // namespace kit
