#include "proto_server/mime/content_type.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/parameters.hpp"

#include <algorithm>

namespace mime {
namespace {

constexpr std::string_view specials = ";=/";

/// token = 1*<any (US-ASCII) CHAR except SPACE, CTLs, or tspecials>
/// RFC 2045 §5.1
bool is_token_char(char c) {
    return c != ' ' && !imap::is_control(c) && !imap::is_8bit(c) &&
           std::string_view("()<>@,;:\\\"/[]?=").find(c) ==
               std::string_view::npos;
}

/// Reads a token, and the comments around it. It is empty if there is none.
std::string read_token(Lexer& lexer) {
    lexer.skip_comments();
    const auto rest = lexer.rest();
    const auto end = std::ranges::find_if_not(rest, is_token_char);
    std::string token(rest.begin(), end);
    lexer.go_to(lexer.offset() + token.size());
    lexer.skip_comments();
    return token;
}

} // namespace

bool ContentType::is(std::string_view type_name) const {
    return imap::same(type, type_name);
}

bool ContentType::is(std::string_view type_name,
                     std::string_view subtype_name) const {
    return is(type_name) && imap::same(subtype, subtype_name);
}

std::string ContentType::parameter(std::string_view name) const {
    return find_parameter(parameters, name).value_or("");
}

bool ContentType::has(std::string_view name) const {
    return has_parameter(parameters, name);
}

ContentType parse_content_type(std::string_view value) {
    Lexer lexer(value, specials);
    ContentType found;
    found.type = read_token(lexer);
    if (!lexer.rest().starts_with('/')) return {};
    lexer.go_to(lexer.offset() + 1);
    const auto before = lexer.offset();
    found.subtype = read_token(lexer);
    // `text/plain charset=utf-8` lacks a semicolon, and is understood.
    const bool ends = lexer.at_end() || lexer.rest().starts_with(';') ||
                      lexer.offset() > before + found.subtype.size();
    if (found.type.empty() || found.subtype.empty() || !ends) return {};
    found.parameters = read_parameters(lexer);
    return found;
}

std::string transfer_encoding(const std::vector<Field>& fields) {
    auto word =
        first_word(value(fields, "Content-Transfer-Encoding").value_or(""));
    return word.empty() ? "7bit" : word;
}

std::pair<std::string, imap::Parameters>
parse_disposition(std::string_view value) {
    Lexer lexer(value, specials);
    auto type = read_token(lexer);
    return {std::move(type), read_parameters(lexer)};
}

} // namespace mime
