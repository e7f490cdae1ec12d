#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace toy {

/// The first word of `line`, and what follows the space behind it; no second
/// part where there is no space.
std::pair<std::string_view, std::optional<std::string_view>>
first_word(std::string_view line);

/// number = 1*DIGIT, up to 4294967295. Nothing but the number may stand there.
std::optional<std::uint32_t> parse_number(std::string_view text);

} // namespace toy
