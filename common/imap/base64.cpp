#include "common/imap/base64.hpp"

#include <cstdint>

namespace imap {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::optional<std::string> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding)
        text.remove_suffix(1);
    std::string octets;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == alphabet.npos) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        octets += static_cast<char>(bits >> count & 0xFF);
        bits &= (1u << count) - 1;
    }
    if (bits != 0) return std::nullopt; // another spelling of the same
    return octets;
}

std::string encode_base64(std::string_view octets) {
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : octets) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        count += 8;
        while (count >= 6) {
            count -= 6;
            text += alphabet[bits >> count & 0x3F];
        }
        bits &= (1u << count) - 1;
    }
    if (count > 0) text += alphabet[bits << (6 - count) & 0x3F];
    while (text.size() % 4 != 0) text += '=';
    return text;
}

} // namespace imap
