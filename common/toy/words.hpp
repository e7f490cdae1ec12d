#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace toy {

/// Returns the first word of `line`, and the text after the space behind it.
/// If there is no space, there is no second part.
std::pair<std::string_view, std::optional<std::string_view>>
first_word(std::string_view line);

/// number = 1*DIGIT, up to 4294967295. All of `text` must be the number.
std::optional<std::uint32_t> parse_number(std::string_view text);

} // namespace toy
