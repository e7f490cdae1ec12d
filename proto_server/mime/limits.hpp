#pragma once

#include <cstddef>

/// The limits of reading a message. No message is refused: whatever is beyond a
/// limit is shown as one part without structure, or not at all.
namespace mime::limits {

/// Parts in parts. A part that is nested deeper is application/octet-stream.
inline constexpr std::size_t depth = 100;

/// Parts of one message. Everything after them belongs to the last part.
inline constexpr std::size_t parts = 1000;

/// Octets of a header in which fields may begin. BODY[HEADER] and BODY[] also
/// have the rest.
inline constexpr std::size_t header = 1024 * 1024;

/// Fields of a header that are looked at. A mail has some dozens.
inline constexpr std::size_t fields = 10'000;

/// Octets of one field's value that are looked at. A list of addresses is cut
/// between two of them.
inline constexpr std::size_t value = 512 * 1024;

/// Octets of a Date that are looked at; in a longer one no date is found.
inline constexpr std::size_t date = 1000;

/// Parameters of a Content-Type or a Content-Disposition. A long file name has
/// a dozen pieces (RFC 2231 §3).
inline constexpr std::size_t parameters = 100;

/// Addresses of an envelope, and of all envelopes of a body structure; the
/// others are left out. Sender and Reply-To do not count if they are copied
/// from From.
inline constexpr std::size_t addresses = 10'000;

/// Octets of a boundary; RFC 2046 §5.1.1 allows 70, but some senders use more.
inline constexpr std::size_t boundary = 256;

} // namespace mime::limits
