#pragma once

#include <cstddef>
#include <cstdint>

/// All limits of the IMAP grammar.
namespace imap::limits {

/// Octets of a line of a request. Its end and its literals are not counted.
/// RFC 2683 §3.2.1.5 asks for at least 8000, but an ID may have 30 fields of
/// 1024 octets (RFC 2971 §3.3), and clients send long lists of UIDs.
inline constexpr std::size_t line = 64 * 1024;

/// Octets of a whole request that is not an APPEND, with its literals.
inline constexpr std::size_t request = 2 * line;

/// Octets of the message of an APPEND.
inline constexpr std::size_t message = 50 * 1024 * 1024;

/// Octets of a literal that a client sends without waiting, and that is read
/// only to be thrown away. Of a greater one nobody waits for the end.
inline constexpr std::size_t discarded_literal = message;

/// Literals in one request.
inline constexpr std::size_t literals = 100;

/// Octets of a tag.
inline constexpr std::size_t tag = 100;

/// Octets of a keyword: `$Forwarded`.
inline constexpr std::size_t keyword = 100;

/// Members of a list that has no limit of its own: flags, FETCH items, header
/// fields, patterns.
inline constexpr std::size_t list = 200;

/// Numbers and ranges in a sequence set: more than a line has room for.
inline constexpr std::size_t ranges = 40'000;

/// Numbers in a section's part: `1.2.3`.
inline constexpr std::size_t part_depth = 100;

/// Keys of a SEARCH: all together, and how deep they stand in one another.
inline constexpr std::size_t search_keys = 500;
inline constexpr std::size_t search_depth = 20;

/// Fields of an ID (RFC 2971 §3.3).
inline constexpr std::size_t id_fields = 30;

/// Octets of a line of a response without its literals. It is large because a
/// SEARCH that finds 100 000 messages is answered with one line.
inline constexpr std::size_t response_line = 1024 * 1024;

/// Octets of a whole response, with its literals.
inline constexpr std::size_t response = 64 * 1024 * 1024;

/// Numbers and ranges in a sequence set that a server sends.
inline constexpr std::size_t response_ranges = 200'000;

/// Bodies in a BODYSTRUCTURE: how deep they stand in one another, and how many
/// there are.
inline constexpr std::size_t body_depth = 100;
inline constexpr std::size_t body_parts = 10'000;

/// Addresses in a field of an ENVELOPE.
inline constexpr std::size_t addresses = 10'000;

} // namespace imap::limits
