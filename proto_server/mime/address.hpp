#pragma once

#include "common/imap/values/envelope.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace mime {

/// An address-list (RFC 5322 §3.4) as an IMAP envelope tells it. Names that are
/// not ASCII come as encoded words of UTF-8 (RFC 2047), whatever they were.
/// The members of a group within a group are told as members of the outer one,
/// for RFC 5322 has no such groups. At most `most` addresses are told.
std::vector<imap::Address> parse_addresses(const std::string& value,
                                           std::size_t most);

} // namespace mime
