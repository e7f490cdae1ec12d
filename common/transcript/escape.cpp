#include "common/transcript/escape.hpp"

#include "common/framing/text.hpp"

#include <algorithm>

namespace transcript {

namespace {

/// The number of equal octets from which on they are written as a repetition.
constexpr std::size_t worth_counting = 20;

std::string hex(char octet) {
    const auto value = static_cast<unsigned char>(octet);
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'\\', 'x', digits[value >> 4], digits[value & 0xF]};
}

std::string escape_one(char octet) {
    switch (octet) {
    case '\r':
        return "\\r";
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    case '\0':
        return "\\0";
    case '\\':
        return "\\\\";
    case '<':
        return "\\<";
    default:
        return hex(octet);
    }
}

/// Returns the number of octets at the front that are equal; 0 when a
/// repetition cannot write them.
std::size_t repeated(std::string_view text) {
    const auto other = text.find_first_not_of(text[0]);
    const bool plain = static_cast<unsigned char>(text[0]) < 0x80;
    return plain && text[0] != '}' ? std::min(other, text.size()) : 0;
}

/// Escapes the first octet of `rest` where the file would give it a meaning.
std::string escape_first(std::string_view rest, bool in_blanks, bool at_end) {
    const char octet = rest[0];
    const bool ends_line = at_end && rest.size() == 1;
    if (octet == '\\' || octet == '<') return escape_one(octet);
    if (octet == '#' && in_blanks) return "\\#"; // no comment
    if (octet == ' ' && (ends_line || rest.starts_with(" within ")))
        return hex(' ');
    return {octet};
}

/// Escapes text without faults, only where the file would give it a meaning.
std::string escape_text(std::string_view text, bool at_end) {
    std::string shown;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = text.substr(i);
        const auto count = repeated(rest);
        // In the file, a blank stands before the text.
        const bool in_blanks =
            i > 0 && text[i - 1] == ' ' && (i == 1 || text[i - 2] == ' ');
        if (count >= worth_counting) {
            shown += "\\{" + escape_first(rest, false, false) + '*' +
                     std::to_string(count) + '}';
            i += count;
        } else {
            shown += escape_first(rest, in_blanks, at_end);
            ++i;
        }
    }
    return shown;
}

std::string escape_all(std::string_view octets, bool at_end) {
    std::string shown;
    while (const auto fault = framing::find_fault(octets)) {
        shown += escape_text(octets.substr(0, fault->offset), false);
        // A control character of two octets: both are hidden.
        const bool two = fault->kind == framing::TextFault::Kind::control &&
                         octets[fault->offset] == '\xC2';
        shown += escape_one(octets[fault->offset]);
        if (two) shown += escape_one(octets[fault->offset + 1]);
        octets.remove_prefix(fault->offset + (two ? 2 : 1));
    }
    return shown + escape_text(octets, at_end);
}

} // namespace

std::string escape(std::string_view octets) {
    return escape_all(octets, true);
}

std::string escape_before_more(std::string_view octets) {
    return escape_all(octets, false);
}

std::string for_picture(std::string_view escaped) {
    std::string shown;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        shown += escaped[i];
        // The octet behind a backslash is part of its escape.
        if (escaped[i] != '\\' || ++i == escaped.size()) continue;
        if (escaped[i] != '\\') shown += escaped[i];
    }
    return shown;
}

} // namespace transcript
