#include "proto_server/mailbox/encoded_word.hpp"

#include "common/framing/base64.hpp"
#include "common/framing/encoded_word.hpp"
#include "proto_server/mailbox/ascii.hpp"

#include <algorithm>
#include <optional>

namespace mail {
namespace {

constexpr std::size_t octets_of_word = 45; // 60 digits: at most 75 in all
constexpr std::size_t longest_plain = 900; // a line has at most 998 octets

bool needs_encoding(std::string_view text) {
    return text.empty() || text.size() > longest_plain || text.front() == ' ' ||
           text.back() == ' ' || text.find("=?") != text.npos ||
           std::ranges::any_of(text, [](char c) { return c < ' ' || c > '~'; });
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
        words +=
            "=?UTF-8?B?" + framing::encode_base64(text.substr(0, size)) + "?=";
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
