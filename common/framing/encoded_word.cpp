#include "common/framing/encoded_word.hpp"

#include "common/framing/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace framing {

namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Octets that are no digits of base64 are skipped, RFC 2045 §6.8.
std::string from_base64(std::string_view text) {
    std::string octets;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text.substr(0, text.find('='))) {
        const auto digit = digits.find(c);
        if (digit == digits.npos) continue;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        octets += static_cast<char>(bits >> held & 0xff);
    }
    return octets;
}

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// RFC 2047 §4.2
std::string from_q(std::string_view text) {
    std::string octets;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '=' && at + 2 < text.size() &&
                            hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0;
        if (escape) {
            octets +=
                static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
            at += 2;
        } else {
            octets += text[at] == '_' ? ' ' : text[at];
        }
    }
    return octets;
}

constexpr std::size_t octets_of_word = 45; // 60 digits: at most 75 in all
constexpr std::size_t longest_plain = 900; // a line has at most 998 octets

bool needs_encoding(std::string_view text) {
    return text.empty() || text.size() > longest_plain || text.front() == ' ' ||
           text.back() == ' ' || text.find("=?") != text.npos ||
           std::ranges::any_of(text, [](char c) { return c < ' ' || c > '~'; });
}

} // namespace

std::string encode_words(std::string_view text) {
    if (!needs_encoding(text)) return std::string(text);
    std::string words;
    do {
        auto size = std::min(octets_of_word, text.size());
        while (size > 1 && size < text.size() &&
               (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
            --size; // a character is not cut
        if (!words.empty()) words += "\r\n ";
        words += "=?UTF-8?B?" + encode_base64(text.substr(0, size)) + "?=";
        text.remove_prefix(size);
    } while (!text.empty());
    return words;
}

std::size_t head_of_word(std::string_view text) {
    if (!text.starts_with("=?")) return 0;
    const auto mark = text.find_first_of("? \t", 2);
    if (mark == text.npos || mark == 2 || mark + 2 >= text.size()) return 0;
    const bool encoding =
        std::string_view("BbQq").find(text[mark + 1]) != std::string_view::npos;
    const bool is_head = text[mark] == '?' && encoding && text[mark + 2] == '?';
    return is_head ? mark + 3 : 0;
}

std::optional<EncodedWord> read_word(std::string_view text) {
    const auto head = head_of_word(text);
    if (head == 0) return std::nullopt;
    const auto end = text.find("?=", head);
    if (end == text.npos) return std::nullopt;
    const auto inner = text.substr(head, end - head);
    const bool is_base64 = text[head - 2] == 'B' || text[head - 2] == 'b';
    const auto charset = text.substr(2, head - 5);
    return EncodedWord{charset.substr(0, charset.find('*')),
                       is_base64 ? from_base64(inner) : from_q(inner),
                       text.substr(0, end + 2)};
}

void read_words(std::string_view value, WordReader& reader) {
    // After it no encoded-word can end, so none is looked for.
    const auto last_end = value.rfind("?=");
    std::size_t plain = 0; // where the text begins that was not handed out yet
    bool behind_word = false;
    for (std::size_t at = value.find("=?");
         at != value.npos && last_end != value.npos && at < last_end;
         at = value.find("=?", at)) {
        const auto word = read_word(value.substr(at));
        if (!word || !reader.can_read(*word)) {
            at += word ? word->whole.size() : 2;
            continue;
        }
        const auto between = value.substr(plain, at - plain);
        const bool only_blanks =
            between.find_first_not_of(" \t") == between.npos;
        if (!between.empty() && !(behind_word && only_blanks))
            reader.text(between);
        reader.word(*word);
        behind_word = true;
        plain = at += word->whole.size();
    }
    if (plain < value.size()) reader.text(value.substr(plain));
}

} // namespace framing
