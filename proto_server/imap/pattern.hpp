#pragma once

#include <string_view>

namespace imap_server {

/// Whether a folder's name fits a pattern of LIST: `*` is any text, `%` any
/// without a '/'. RFC 3501 §6.3.8. In time of at most the product of both.
bool fits(std::string_view name, std::string_view pattern);

} // namespace imap_server
