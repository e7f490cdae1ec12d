#pragma once

#include <string>
#include <string_view>

namespace framing {

/// Returns the capital letter. It changes only ASCII letters, so the result
/// does not depend on the locale.
constexpr char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
std::string upper(std::string_view text);

/// True if both are equal in capitals (RFC 3501 §9, note 1).
bool same(std::string_view left, std::string_view right);

} // namespace framing
