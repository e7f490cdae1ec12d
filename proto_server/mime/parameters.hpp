#pragma once

#include "common/imap/values/body_structure.hpp"
#include "proto_server/mime/lexer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mime {

/// Reads `;`-separated parameters up to the end of `lexer`, whose specials
/// include `;` and `=`:
/// parameter = attribute "=" value   RFC 2045 §5.1
///
/// Attributes and values are as they stand, without comments and quotation
/// marks: nothing is decoded. The pieces of a value that RFC 2231 §3
/// has cut are joined. At most `limits::parameters` are returned.
imap::Parameters read_parameters(Lexer& lexer);

/// Returns the value of a parameter `name`, in any case, or the decoded value
/// of a parameter `name*`; nothing if there is neither.
std::optional<std::string> find_parameter(const imap::Parameters& all,
                                          std::string_view name);

/// True if there is one of the two. Nothing is decoded.
bool has_parameter(const imap::Parameters& all, std::string_view name);

/// Returns the value of a parameter `name*` as UTF-8: `utf-8''caf%C3%A9`
/// (RFC 2231 §4).
std::string decode_extended(std::string_view value);

} // namespace mime
