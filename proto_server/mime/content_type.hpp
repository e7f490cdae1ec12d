#pragma once

#include "common/imap/values/body_structure.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mime {

/// RFC 2045 §5: "text" "plain" and its parameters, names in lower case.
struct ContentType {
    std::string type = "text", subtype = "plain";
    imap::Parameters parameters;

    bool is(std::string_view type_name) const;
    bool is(std::string_view type_name, std::string_view subtype_name) const;
    /// Empty when there is none.
    std::string parameter(std::string_view name) const;
};

/// The value of a Content-Type field; text/plain when it cannot be read (RFC
/// 2045 §5.2).
ContentType parse_content_type(const std::string& value);

/// The value of a Content-Disposition field (RFC 2183).
std::pair<std::string, imap::Parameters>
parse_disposition(const std::string& value);

} // namespace mime
