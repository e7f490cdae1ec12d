#pragma once

#include <cstddef>
#include <cstdint>

/// Every limit of the IMAP grammar, in one place.
namespace imap::limits {

/// Octets of a line of a request, its end and its literals not counted
/// (RFC 2683 §3.2.1.5 asks for 8000 at least).
inline constexpr std::size_t line = 8192;

/// Octets of a whole request that is not an APPEND, its literals counted.
inline constexpr std::size_t request = 64 * 1024;

/// Octets of the message of an APPEND.
inline constexpr std::size_t message = 50 * 1024 * 1024;

/// Literals in one request.
inline constexpr std::size_t literals = 100;

/// Octets of a tag.
inline constexpr std::size_t tag = 100;

/// Octets of a keyword: `$Forwarded`.
inline constexpr std::size_t keyword = 100;

/// Members of a list where no other limit is named: flags, FETCH items,
/// header fields, patterns.
inline constexpr std::size_t list = 200;

/// Numbers and ranges in a sequence set.
inline constexpr std::size_t ranges = 2000;

/// Numbers in a section's part: `1.2.3`.
inline constexpr std::size_t part_depth = 100;

/// Keys of a SEARCH, all together, and one inside the other.
inline constexpr std::size_t search_keys = 500;
inline constexpr std::size_t search_depth = 20;

/// Fields of an ID (RFC 2971 §3.3).
inline constexpr std::size_t id_fields = 30;

/// Octets of a line of a response, its literals not counted: a SEARCH that
/// finds 100 000 messages is one line.
inline constexpr std::size_t response_line = 1024 * 1024;

/// Octets of a whole response, its literals counted.
inline constexpr std::size_t response = 64 * 1024 * 1024;

/// Numbers and ranges in a sequence set that a server sends.
inline constexpr std::size_t response_ranges = 200'000;

/// Bodies one inside the other in a BODYSTRUCTURE, and their number.
inline constexpr std::size_t body_depth = 100;
inline constexpr std::size_t body_parts = 10'000;

/// Addresses in a field of an ENVELOPE.
inline constexpr std::size_t addresses = 10'000;

} // namespace imap::limits
