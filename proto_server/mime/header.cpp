#include "proto_server/mime/header.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/limits.hpp"

#include <algorithm>

namespace mime {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Returns the line at `at` with its end, and the lines that continue it.
std::string_view folded_line(std::string_view header, std::size_t at) {
    auto end = at;
    do {
        const auto newline = header.find('\n', end);
        end = newline == header.npos ? header.size() : newline + 1;
    } while (end < header.size() && is_blank(header[end]));
    return header.substr(at, end - at);
}

} // namespace

std::vector<Field> fields(std::string_view header) {
    header = header.substr(0, limits::header);
    std::vector<Field> found;
    for (std::size_t at = 0;
         at < header.size() && found.size() < limits::fields;) {
        const auto line = folded_line(header, at);
        at += line.size();
        const auto colon = line.substr(0, line.find('\n')).find(':');
        if (colon == line.npos || is_blank(line[0])) continue;
        const auto name = trimmed(line.substr(0, colon));
        if (!name.empty())
            found.push_back({name, line.substr(colon + 1), line});
    }
    return found;
}

std::string unfolded(std::string_view value) {
    value = trimmed(value.substr(0, limits::value));
    std::string text(value);
    std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
    std::ranges::replace(text, '\0', '\x80');
    return text;
}

std::optional<std::string> value(const std::vector<Field>& fields,
                                 std::string_view name) {
    for (const auto& field : fields)
        if (imap::same(field.name, name)) return unfolded(field.value);
    return std::nullopt;
}

} // namespace mime
