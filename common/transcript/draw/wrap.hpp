#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace transcript {

/// Returns `text` in parts of at most `columns` columns, broken after a blank
/// where there is one. Together the parts are the text; there is at least one.
std::vector<std::string_view> wrap(std::string_view text, std::size_t columns);

} // namespace transcript
