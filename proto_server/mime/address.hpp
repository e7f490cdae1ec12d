#pragma once

#include "common/imap/values/envelope.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace mime {

/// Reads an address-list (RFC 5322 §3.4) for an IMAP envelope. Names that are
/// not ASCII become encoded words of UTF-8 (RFC 2047). Members of a group in a
/// group become members of the outer group, because RFC 5322 has no inner
/// groups. At most `most` addresses are returned.
std::vector<imap::Address> parse_addresses(const std::string& value,
                                           std::size_t most);

} // namespace mime
