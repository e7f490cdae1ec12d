#pragma once

#include "common/imap/values/envelope.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace mime {

/// Reads an address-list (RFC 5322 §3.4) for an IMAP envelope: nothing is
/// decoded, and only quoting and comments are removed (RFC 3501 §9, addr-name).
/// A comment is the name of an address that has no other. An address that the
/// grammar does not allow, such as `a..b@example.org` or `<>`, is shown as it
/// stands; its host is empty if it has none.
///
/// Members of a group in a group become members of the outer group, because
/// RFC 5322 has no inner groups. At most `most` addresses are returned; the end
/// of a group is among them. If `is_cut`, the list goes on behind `value`, and
/// the address at its end is left out.
std::vector<imap::Address>
parse_addresses(std::string_view value, std::size_t most, bool is_cut = false);

} // namespace mime
