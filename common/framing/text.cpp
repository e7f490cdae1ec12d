#include "common/framing/text.hpp"

namespace framing {

namespace {

struct Character {
    char32_t code;
    std::size_t octets;
};

/// UTF8-octets = *( UTF8-char ), RFC 3629 §4: no overlong forms, no
/// surrogates, nothing above U+10FFFF.
std::optional<Character> decode(std::string_view text) {
    const auto octet = [&](std::size_t i) {
        return static_cast<unsigned char>(text[i]);
    };
    const auto first = octet(0);
    if (first < 0x80) return Character{first, 1};

    const std::size_t octets = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < octets)
        return std::nullopt;

    char32_t code = first & (0xFFu >> (octets + 1));
    for (std::size_t i = 1; i < octets; ++i) {
        if ((octet(i) & 0xC0) != 0x80) return std::nullopt;
        code = code << 6 | (octet(i) & 0x3Fu);
    }
    const bool overlong =
        (octets == 3 && code < 0x800) || (octets == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return std::nullopt;
    return Character{code, octets};
}

bool is_control(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

} // namespace

std::optional<TextFault> find_fault(std::string_view text) {
    using enum TextFault::Kind;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode(text.substr(at));
        if (!character) return TextFault{utf8, at};
        if (character->code == 0) return TextFault{nul, at};
        if (is_control(character->code)) return TextFault{control, at};
        at += character->octets;
    }
    return std::nullopt;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto character = decode(text);
        if (!character) return false;
        text.remove_prefix(character->octets);
    }
    return true;
}

std::string_view name(TextFault::Kind kind) {
    switch (kind) {
    case TextFault::Kind::nul:
        return "a NUL";
    case TextFault::Kind::control:
        return "a control character";
    case TextFault::Kind::utf8:
        return "an octet that is not UTF-8";
    }
    return {};
}

} // namespace framing
