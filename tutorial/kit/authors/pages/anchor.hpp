#pragma once

#include <string>

namespace kit::pages {

/// Returns the anchor that GitHub gives a heading: "What a `+` says" is
/// "what-a--says".
std::string anchor_of(const std::string& heading);

} // namespace kit::pages
