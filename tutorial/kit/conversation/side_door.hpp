#pragma once

#include "common/net/address.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace kit {

/// Returns a reason not to wait any longer, or nothing.
using Trouble = std::function<std::optional<std::string>()>;

/// Posts a message `count` times to a toy server on a connection of its own,
/// and waits for the server's ok. Returns the reason if that was not possible.
/// The server may just have been started: `trouble` tells when not to wait for
/// it.
std::optional<std::string> post_by_side_door(const net::Address& server,
                                             const std::string& text,
                                             std::size_t count,
                                             const Trouble& trouble);

/// Returns a sentence if a toy server has another number of messages than
/// `messages`; nothing if it has that number, or cannot be asked.
std::optional<std::string> other_mailbox(const net::Address& server,
                                         std::uint32_t messages);

} // namespace kit
