#pragma once

#include <string>
#include <string_view>

namespace transcript {

/// Returns `text` as it stands in XML or HTML, in an attribute or between tags.
std::string xml(std::string_view text);

} // namespace transcript
