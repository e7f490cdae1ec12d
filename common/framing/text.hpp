#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace framing {

/// The first place in a text that must not be shown to a person.
struct TextFault {
    enum class Kind : std::uint8_t { nul, control, utf8 };
    Kind kind;
    std::size_t offset; ///< in octets from the start of the text
};

/// Returns the first fault of `text`, if there is one: a NUL, another control
/// character (U+0001..001F, U+007F..009F: a terminal may obey them), or an
/// octet that is not UTF-8 (RFC 3629 §4).
std::optional<TextFault> find_fault(std::string_view text);

/// True if all octets are UTF-8 (RFC 3629 §4); control characters are allowed.
bool is_utf8(std::string_view text);

/// Returns "a NUL", "a control character" or "an octet that is not UTF-8".
std::string_view name(TextFault::Kind kind);

} // namespace framing
