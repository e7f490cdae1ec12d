#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mail {

/// `octets` with a CR before every LF that has none: so IMAP wants them.
std::string with_crlf(std::string_view octets);

/// Whether a header ends in `octets`, with an empty line. RFC 5322 §2.1
bool has_header_end(std::string_view octets);

/// Returns the header of a message, with the empty line that ends it. The lines
/// of `octets` end with CRLF.
std::string_view header_of(std::string_view octets);

/// Octets that `with_crlf` would add to `octets`, which follow `before`.
std::size_t missing_crs(std::string_view octets, char before = '\0');

/// `octets` with lines that end as this system's do, so that others can read
/// them in a Maildir. For any octets with_crlf(for_disk(o)) == with_crlf(o);
/// if that cannot be otherwise, the CRs are kept.
std::string for_disk(std::string_view octets);

} // namespace mail
