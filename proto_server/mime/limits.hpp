#pragma once

#include <cstddef>

/// The limits of reading a message. No message is refused: whatever is beyond a
/// limit is shown as one part without structure, or not at all.
namespace mime::limits {

/// Parts in parts. A part that is nested deeper is application/octet-stream.
inline constexpr std::size_t depth = 100;

/// Parts of one message. Everything after them belongs to the last part.
inline constexpr std::size_t parts = 1000;

/// Octets of a header that are read for its fields. BODY[HEADER] and BODY[]
/// also have the rest.
inline constexpr std::size_t header = 1024 * 1024;

/// Fields of a header that are looked at. A mail has some dozens.
inline constexpr std::size_t fields = 10'000;

/// Octets of one field's value in an envelope or a body structure.
inline constexpr std::size_t value = 64 * 1024;

/// Colons in a piece of an address-list in which no group begins or ends, as in
/// the name "Re: you". GMime may read each as a group in a group, one call
/// deeper; a piece that has more colons is not shown.
inline constexpr std::size_t colons = 200;

/// Addresses of an envelope, and of all envelopes of a body structure. Sender
/// and Reply-To do not count if they are copied from From.
inline constexpr std::size_t addresses = 10'000;

/// Octets of a boundary; RFC 2046 §5.1.1 allows 70, but some senders use more.
inline constexpr std::size_t boundary = 256;

} // namespace mime::limits
