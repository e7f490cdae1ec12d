#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of an IMAP session. Those of the grammar stand in
/// common/imap/limits.hpp, those of a mailbox in proto_server/mailbox.
namespace imap_server::limits {

/// Octets of responses that wait for a client to read them. Beyond, its
/// commands wait too, and a command that says much says no more. One more
/// response may stand above it: a message, or what a SEARCH finds.
inline constexpr std::size_t output = 16 * 1024;

/// Items of a FETCH for which the message is read: ENVELOPE, BODYSTRUCTURE,
/// BODY[…] and so on. A client that asks for the MIME header of each part, as
/// Roundcube does, asks for some dozens. A FETCH with more is refused as a
/// whole.
inline constexpr std::size_t message_items = 50;

/// Octets of the texts in the response to one message, beside as many as were
/// read of it: BODY[] is sent whatever its size, but a great one is not sent
/// many times at once. Beyond, the message is left out.
inline constexpr std::size_t beside_message = 8 * 1024 * 1024;

/// Failed logins of one connection before BYE.
inline constexpr std::uint32_t login_failures = 5;

} // namespace imap_server::limits

namespace imap_server {

/// RFC 3501 §5.4 has no less than half an hour.
inline constexpr std::chrono::seconds default_autologout{30 * 60};
inline constexpr std::chrono::seconds default_keepalive{2 * 60};

/// A failed login is answered after so long, the next after twice that, and so
/// on, up to the longest.
inline constexpr std::chrono::seconds default_login_delay{1};
inline constexpr std::chrono::seconds longest_login_delay{15};

} // namespace imap_server
