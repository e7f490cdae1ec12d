#pragma once

namespace mail {

/// Letters of ASCII only: names do not hang on a locale.
constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace mail
