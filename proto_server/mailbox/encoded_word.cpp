#include "proto_server/mailbox/encoded_word.hpp"

#include "common/framing/encoded_word.hpp"
#include "proto_server/mailbox/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace mail {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t octets_of_word = 45; // 60 digits: at most 75 in all
constexpr std::size_t longest_plain = 900; // a line has at most 998 octets

bool needs_encoding(std::string_view text) {
    return text.empty() || text.size() > longest_plain || text.front() == ' ' ||
           text.back() == ' ' || text.find("=?") != text.npos ||
           std::ranges::any_of(text, [](char c) { return c < ' ' || c > '~'; });
}

std::string base64(std::string_view octets) {
    std::string text;
    for (std::size_t at = 0; at < octets.size(); at += 3) {
        const auto three = octets.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits =
                bits << 8 |
                (i < three.size() ? static_cast<unsigned char>(three[i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i > three.size() ? '=' : digits[bits >> (18 - 6 * i) & 63];
    }
    return text;
}

bool is_ours(std::string_view charset) {
    std::string name(charset);
    std::ranges::transform(name, name.begin(), lower);
    return name == "utf-8" || name == "us-ascii";
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
        words += "=?UTF-8?B?" + base64(text.substr(0, size)) + "?=";
        text.remove_prefix(size);
    } while (!text.empty());
    return words;
}

std::string decode_words(std::string_view text) {
    std::string decoded;
    std::string_view blanks; // kept back behind a word, until we know
    bool behind_word = false;
    while (!text.empty()) {
        const auto word = framing::read_word(text);
        if (word && is_ours(word->charset)) {
            decoded += word->octets;
            text.remove_prefix(word->length);
            const auto size =
                std::min(text.find_first_not_of(" \t"), text.size());
            blanks = text.substr(0, size);
            text.remove_prefix(size);
            behind_word = true;
            continue;
        }
        if (behind_word) decoded += blanks;
        behind_word = false;
        decoded += text[0];
        text.remove_prefix(1);
    }
    if (behind_word) decoded += blanks;
    return decoded;
}

} // namespace mail
