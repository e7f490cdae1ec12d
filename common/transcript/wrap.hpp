#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace transcript {

/// `text` in parts of at most so many columns, broken behind a blank where
/// there is one. Together the parts are the text; there is at least one.
std::vector<std::string_view> wrap(std::string_view text, std::size_t columns);

} // namespace transcript
