#pragma once

#include "common/imap/values/body_structure.hpp"
#include "proto_server/mime/header.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mime {

/// A content type, RFC 2045 §5: "text" "plain" and its parameters.
struct ContentType {
    std::string type = "text", subtype = "plain";
    imap::Parameters parameters;

    bool is(std::string_view type_name) const;
    bool is(std::string_view type_name, std::string_view subtype_name) const;
    /// Returns the value of a parameter, or an empty text. A value that is
    /// encoded by RFC 2231 is decoded.
    std::string parameter(std::string_view name) const;
    /// True if there is such a parameter, though it may be empty.
    bool has(std::string_view name) const;
};

/// Reads the value of a Content-Type field. It is text/plain if it cannot be
/// read (RFC 2045 §5.2).
ContentType parse_content_type(std::string_view value);

/// Returns the value of Content-Transfer-Encoding, or "7bit" if there is no
/// such field (RFC 2045 §6.1).
std::string transfer_encoding(const std::vector<Field>& fields);

/// Reads the value of a Content-Disposition field (RFC 2183).
std::pair<std::string, imap::Parameters>
parse_disposition(std::string_view value);

} // namespace mime
