#pragma once

#include "common/imap/values/envelope.hpp"

#include <string>
#include <vector>

namespace mime {

/// An address-list (RFC 5322 §3.4) as an IMAP envelope tells it. Names that are
/// not ASCII come as encoded words of UTF-8 (RFC 2047), whatever they were.
std::vector<imap::Address> parse_addresses(const std::string& value);

} // namespace mime
