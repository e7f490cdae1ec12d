#pragma once

#include "common/framing/ascii.hpp"

#include <string_view>

namespace imap {

using framing::same;
using framing::upper;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_8bit(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// ATOM-CHAR = <any CHAR except atom-specials>   RFC 3501 §9
constexpr bool is_atom_char(char c) {
    return !is_control(c) && !is_8bit(c) &&
           std::string_view("(){ %*\"\\]").find(c) == std::string_view::npos;
}
/// ASTRING-CHAR = ATOM-CHAR / resp-specials   RFC 3501 §9
constexpr bool is_astring_char(char c) {
    return is_atom_char(c) || c == ']';
}
/// list-char = ATOM-CHAR / list-wildcards / resp-specials   RFC 3501 §9
constexpr bool is_list_char(char c) {
    return is_astring_char(c) || c == '%' || c == '*';
}
/// tag = 1*<any ASTRING-CHAR except "+">   RFC 3501 §9
constexpr bool is_tag_char(char c) {
    return is_astring_char(c) && c != '+';
}

} // namespace imap
