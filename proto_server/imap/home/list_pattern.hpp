#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imap_server {

/// The pattern without wildcards that say nothing new: `**%*` is `*`. Empty if
/// it has so many other octets that no folder's name can fit it.
std::optional<std::string> simplified(std::string_view pattern);

/// True if a folder's name fits a pattern of LIST: `*` is any text, `%` any
/// without a '/'. RFC 3501 §6.3.8. In time of at most the product of both.
bool fits(std::string_view name, std::string_view pattern);

} // namespace imap_server
