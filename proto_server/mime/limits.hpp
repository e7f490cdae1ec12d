#pragma once

#include <cstddef>

/// What a message may cost whoever reads it. Nothing here refuses a message:
/// what is beyond a limit is shown as one lump, or not at all.
namespace mime::limits {

/// Parts within parts. What is nested deeper is application/octet-stream.
inline constexpr std::size_t depth = 100;

/// Parts of one message. All that follows belongs to the last one.
inline constexpr std::size_t parts = 1000;

/// Octets of a header's fields that are looked at. BODY[HEADER] and BODY[] hold
/// the rest all the same.
inline constexpr std::size_t header = 1024 * 1024;

/// Octets of one field's value in an envelope or a body structure.
inline constexpr std::size_t value = 64 * 1024;

/// Colons in a piece of an address-list that no group begins or ends in, as in
/// the name "Re: you". GMime may take each for a group within a group, and goes
/// one call deeper for each; a piece that has more is not shown.
inline constexpr std::size_t colons = 200;

/// Addresses of an envelope, and of all envelopes of a body structure. (Sender
/// and Reply-To that From stands in for do not count.)
inline constexpr std::size_t addresses = 10'000;

/// Octets of a boundary; RFC 2046 §5.1.1 allows 70, some senders take more.
inline constexpr std::size_t boundary = 256;

} // namespace mime::limits
