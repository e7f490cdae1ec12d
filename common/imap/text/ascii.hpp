#pragma once

#include <string>
#include <string_view>

namespace imap {

/// Returns the capital letter. It changes only ASCII letters, so the result
/// does not depend on the locale.
constexpr char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
std::string upper(std::string_view text);

/// True if both are equal in capitals (RFC 3501 §9, note 1).
bool same(std::string_view left, std::string_view right);

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
