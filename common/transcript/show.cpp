#include "common/transcript/show.hpp"

#include "common/transcript/escape.hpp"

#include <utility>

namespace transcript {

namespace {

bool continues(char octet) {
    return (octet & 0xC0) == 0x80; // UTF8-tail, RFC 3629 §4
}

} // namespace

std::string_view octets(WireLine::End end) {
    if (end == WireLine::End::none) return "";
    return end == WireLine::End::crlf ? "\r\n" : "\n";
}

std::string show(const WireLine& line) {
    return escape(line.text) + escape(octets(line.end));
}

std::string show_from(Side from, Connection connection) {
    std::string text(from == Side::client ? "C" : "S");
    return connection == 1 ? text : text + std::to_string(connection);
}

std::string show(const Line& line) {
    std::string shown;
    for (const auto& piece : line.text) {
        if (const auto* plain = std::get_if<Octets>(&piece)) {
            shown += &piece == &line.text.back()
                         ? escape(plain->octets)
                         : escape_before_more(plain->octets);
        } else if (const auto* name = std::get_if<Name>(&piece)) {
            shown += '<' + name->name;
            if (name->value) shown += '=' + *name->value;
            if (name->plus > 0) shown += '+' + std::to_string(name->plus);
            for (const auto& other : name->unlike) shown += "!=" + other;
            shown += name->is_rest ? "...>" : ">";
        } else {
            shown += "...";
        }
    }
    return shown + escape(line.end);
}

std::string show_said(const Line& line) {
    std::string shown;
    std::string octets;
    for (const auto& piece : line.text) {
        const auto* name = std::get_if<Name>(&piece);
        if (const auto* plain = std::get_if<Octets>(&piece)) {
            octets += plain->octets;
        } else if (name && name->value) {
            octets += *name->value;
        } else if (name) {
            shown += escape_before_more(std::exchange(octets, {})) + '<' +
                     name->name + '>';
        }
    }
    return shown + escape(octets);
}

std::string shorten(std::string_view text, std::size_t width) {
    const auto begin = first_columns(text, width);
    if (begin.size() == text.size()) return std::string(text);
    return std::string(begin) + "… (" + std::to_string(text.size()) +
           " characters)";
}

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const char octet : text) count += continues(octet) ? 0u : 1u;
    return count;
}

std::string_view first_columns(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        if (continues(text[end])) continue;
        if (count == 0) break;
        --count;
    }
    return text.substr(0, end);
}

} // namespace transcript
