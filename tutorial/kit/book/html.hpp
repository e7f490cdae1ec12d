#pragma once

#include <string>
#include <string_view>

namespace kit::book {

/// Returns `text` as it stands in HTML, in an attribute or between tags.
std::string html(std::string_view text);

/// Returns ` name="value"`, with the value made safe.
std::string attribute(std::string_view name, std::string_view value);

} // namespace kit::book
