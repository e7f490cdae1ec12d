#include "proto_server/mime/parameters.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/decode.hpp"
#include "proto_server/mime/glib.hpp"
#include "proto_server/mime/limits.hpp"

#include <algorithm>
#include <optional>

namespace mime {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Returns `text` without a comment at its end that stands behind a blank.
std::string_view without_last_comment(std::string_view text) {
    Lexer lexer(text, "");
    std::size_t begin = 0;
    bool behind_blank = false;
    while (!lexer.at_end()) {
        begin = lexer.offset();
        const auto kind = lexer.next().kind;
        if (lexer.at_end() && kind == Token::Kind::comment && behind_blank)
            return trimmed(text.substr(0, begin));
        behind_blank = kind == Token::Kind::blanks;
    }
    return text;
}

/// Reads a value that is not quoted. It should be a token, but many senders
/// write a boundary with `=` or a file name with blanks or parentheses.
std::string_view read_bare_value(Lexer& lexer, bool is_file_name) {
    if (is_file_name)
        return without_last_comment(trimmed(lexer.take_until(";")));
    const auto rest = lexer.rest();
    const auto size = std::min(rest.find_first_of(" \t;("), rest.size());
    lexer.go_to(lexer.offset() + size);
    return rest.substr(0, size);
}

std::string read_value(Lexer& lexer, std::string_view attribute) {
    lexer.skip_comments();
    if (lexer.at_end()) return {};
    const auto begin = lexer.offset();
    if (const auto token = lexer.next(); token.kind == Token::Kind::quoted)
        return unquoted(token.text);
    lexer.go_to(begin);
    // A quotation mark that is never closed is no part of the value.
    if (lexer.rest().starts_with('"')) {
        lexer.go_to(begin + 1);
        return std::string(trimmed(lexer.take_until(";")));
    }
    const auto name = attribute.substr(0, attribute.find('*'));
    const bool is_file_name =
        !attribute.ends_with('*') &&
        (imap::same(name, "name") || imap::same(name, "filename"));
    return std::string(read_bare_value(lexer, is_file_name));
}

/// A piece of a value, RFC 2231 §3 and §4.1: attribute*number or
/// attribute*number*, where the second form is encoded.
struct Piece {
    std::string_view name;
    std::size_t number;
    bool encoded;
};

std::optional<Piece> read_piece(std::string_view attribute) {
    const bool encoded = attribute.ends_with('*');
    if (encoded) attribute.remove_suffix(1);
    const auto star = attribute.rfind('*');
    if (star == attribute.npos || star == 0) return std::nullopt;
    const auto digits = attribute.substr(star + 1);
    const bool is_number = !digits.empty() && digits.size() <= 4 &&
                           std::ranges::all_of(digits, imap::is_digit) &&
                           (digits == "0" || digits[0] != '0');
    if (!is_number) return std::nullopt;
    return Piece{attribute.substr(0, star), std::stoul(std::string(digits)),
                 encoded};
}

/// Encodes a piece that is not encoded, so that it can be joined to one that
/// is. RFC 2231 §7: attribute-char
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (g_ascii_isgraph(c) &&
            std::string_view("*'%()<>@,;:\\\"/[]?=").find(c) ==
                std::string_view::npos)
            out += c;
        else
            out += {'%', digits[octet >> 4], digits[octet & 15]};
    }
    return out;
}

using Pieces = std::vector<std::pair<Piece, std::string_view>>;

/// Returns the pieces of a value from 0 on, up to the first that is missing.
Pieces find_pieces(const imap::Parameters& all, std::string_view name) {
    Pieces found;
    for (const auto& [attribute, value] : all)
        if (const auto piece = read_piece(attribute);
            piece && imap::same(piece->name, name))
            found.emplace_back(*piece, value);
    std::ranges::stable_sort(found, {},
                             [](const auto& one) { return one.first.number; });
    std::size_t count = 0;
    while (count < found.size() && found[count].first.number == count) ++count;
    found.resize(count, {});
    return found;
}

imap::Parameters::value_type join(std::string_view name, const Pieces& pieces) {
    const bool encoded = std::ranges::any_of(
        pieces, [](const auto& one) { return one.first.encoded; });
    std::string whole;
    if (encoded && !pieces.front().first.encoded) whole = "''";
    for (const auto& [piece, value] : pieces)
        whole += encoded && !piece.encoded ? percent_encoded(value)
                                           : std::string(value);
    return {std::string(name) + (encoded ? "*" : ""), whole};
}

/// Joins the pieces of each value where its first piece stands. A piece that
/// cannot be joined, because one before it is missing, stays as it stands.
imap::Parameters joined(const imap::Parameters& all) {
    imap::Parameters whole;
    for (const auto& parameter : all) {
        const auto piece = read_piece(parameter.first);
        const auto pieces = piece ? find_pieces(all, piece->name) : Pieces{};
        const auto own = std::ranges::find(
            pieces, parameter.second.data(),
            [](const auto& one) { return one.second.data(); });
        if (own == pieces.end())
            whole.push_back(parameter);
        else if (own == pieces.begin())
            whole.push_back(join(piece->name, pieces));
    }
    return whole;
}

/// Returns the place of the parameter `name` or `name*`, whichever comes first.
imap::Parameters::const_iterator place_of(const imap::Parameters& all,
                                          std::string_view name) {
    const auto extended = std::string(name) + "*";
    return std::ranges::find_if(all, [&](const auto& parameter) {
        return imap::same(parameter.first, name) ||
               imap::same(parameter.first, extended);
    });
}

} // namespace

imap::Parameters read_parameters(Lexer& lexer) {
    imap::Parameters all;
    bool in_pieces = false;
    while (!lexer.at_end() && all.size() < limits::parameters) {
        lexer.skip_comments();
        if (lexer.at_end()) break;
        const auto token = lexer.next();
        if (token.kind != Token::Kind::word) continue;
        lexer.skip_comments();
        if (!lexer.rest().starts_with('=')) continue;
        lexer.go_to(lexer.offset() + 1);
        std::string attribute(token.text);
        auto value = read_value(lexer, attribute);
        in_pieces = in_pieces || attribute.find('*') != attribute.npos;
        all.emplace_back(std::move(attribute), std::move(value));
    }
    return in_pieces ? joined(all) : all;
}

std::optional<std::string> find_parameter(const imap::Parameters& all,
                                          std::string_view name) {
    const auto found = place_of(all, name);
    if (found == all.end()) return std::nullopt;
    const auto& [key, value] = *found;
    return imap::same(key, name) ? value : decode_extended(value);
}

bool has_parameter(const imap::Parameters& all, std::string_view name) {
    return place_of(all, name) != all.end();
}

std::string decode_extended(std::string_view value) {
    const auto mark = value.find('\'');
    const auto second =
        mark == value.npos ? value.npos : value.find('\'', mark + 1);
    const auto charset = second == value.npos
                             ? std::string()
                             : std::string(value.substr(0, mark));
    if (second != value.npos) value.remove_prefix(second + 1);
    std::string octets;
    for (std::size_t at = 0; at < value.size(); ++at) {
        const bool escape = value[at] == '%' && at + 2 < value.size() &&
                            g_ascii_isxdigit(value[at + 1]) &&
                            g_ascii_isxdigit(value[at + 2]);
        if (!escape) {
            octets += value[at];
            continue;
        }
        octets += static_cast<char>(g_ascii_xdigit_value(value[at + 1]) * 16 +
                                    g_ascii_xdigit_value(value[at + 2]));
        at += 2;
    }
    return to_utf8(octets, charset);
}

} // namespace mime
