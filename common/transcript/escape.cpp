#include "common/transcript/escape.hpp"

#include "common/framing/text.hpp"

namespace transcript {

namespace {

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

/// Text without faults: only what has a meaning in the file is escaped.
std::string escape_text(std::string_view text, bool at_end) {
    std::string shown;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        const bool after_space = i > 0 && text[i - 1] == ' ';
        const bool ends_line = at_end && rest.size() == 1;
        if (rest[0] == '\\' || rest[0] == '<') {
            shown += escape_one(rest[0]);
        } else if (rest[0] == '#' && after_space) {
            shown += "\\#";
        } else if (rest[0] == ' ' &&
                   (ends_line || rest.starts_with(" within "))) {
            shown += hex(' ');
        } else {
            shown += rest[0];
        }
    }
    return shown;
}

} // namespace

std::string escape(std::string_view octets) {
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
    return shown + escape_text(octets, true);
}

} // namespace transcript
