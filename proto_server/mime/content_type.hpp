#pragma once

#include "common/imap/values/body_structure.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mime {

/// A content type, RFC 2045 §5: "text" "plain" and its parameters, whose names
/// are in lower case.
struct ContentType {
    std::string type = "text", subtype = "plain";
    imap::Parameters parameters;

    bool is(std::string_view type_name) const;
    bool is(std::string_view type_name, std::string_view subtype_name) const;
    /// Returns the value of a parameter, or an empty text.
    std::string parameter(std::string_view name) const;
};

/// Reads the value of a Content-Type field. It is text/plain if it cannot be
/// read (RFC 2045 §5.2).
ContentType parse_content_type(const std::string& value);

/// Reads the value of a Content-Disposition field (RFC 2183).
std::pair<std::string, imap::Parameters>
parse_disposition(const std::string& value);

} // namespace mime
