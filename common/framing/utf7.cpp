#include "common/framing/utf7.hpp"

#include "common/framing/text.hpp"

#include <cstdint>

namespace framing {

namespace {

/// The base64 alphabet of RFC 3501 §5.1.3, which has "," instead of "/".
constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

bool stands_for_itself(char c) {
    return c >= 0x20 && c <= 0x7E;
}

void append_utf8(std::string& text, std::uint32_t code) {
    const auto put = [&](std::uint32_t octet) {
        text += static_cast<char>(octet);
    };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | code >> 6);
    } else {
        if (code < 0x10000) {
            put(0xE0 | code >> 12);
        } else {
            put(0xF0 | code >> 18);
            put(0x80 | (code >> 12 & 0x3F));
        }
        put(0x80 | (code >> 6 & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

/// Takes the next character of `text`, which is well-formed UTF-8.
std::uint32_t take_utf8(std::string_view& text) {
    const auto take = [&] {
        const auto octet = static_cast<unsigned char>(text.front());
        text.remove_prefix(1);
        return std::uint32_t{octet};
    };
    const auto first = take();
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    auto code = first & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) code = code << 6 | (take() & 0x3F);
    return code;
}

bool is_high(std::uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low(std::uint32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// Decodes the text between "&" and "-", which is not empty.
std::optional<std::string> decode_base64(std::string_view text) {
    std::string result;
    std::uint32_t bits = 0, count = 0, high = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == alphabet.npos) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count < 16) continue;
        count -= 16;
        const auto unit = bits >> count & 0xFFFF;
        bits &= (1u << count) - 1;
        if ((high != 0) != is_low(unit)) return std::nullopt;
        if (is_high(unit)) {
            high = unit;
            continue;
        }
        // A character that stands for itself must not be written in base64.
        if (unit >= 0x20 && unit <= 0x7E) return std::nullopt;
        append_utf8(result, high == 0 ? unit
                                      : 0x10000 + ((high - 0xD800) << 10) +
                                            (unit - 0xDC00));
        high = 0;
    }
    if (high != 0 || count >= 6 || bits != 0 || result.empty())
        return std::nullopt;
    return result;
}

class Base64 {
public:
    void put(std::uint32_t unit) {
        bits_ = bits_ << 16 | unit;
        count_ += 16;
        while (count_ >= 6) take(count_ - 6);
    }
    std::string finish() {
        if (count_ > 0) {
            bits_ <<= 6 - count_;
            count_ = 6;
            take(0);
        }
        return std::move(text_);
    }

private:
    void take(unsigned left) {
        text_ += alphabet[bits_ >> left & 0x3F];
        bits_ &= (1u << left) - 1;
        count_ = left;
    }

    std::string text_;
    std::uint32_t bits_ = 0;
    unsigned count_ = 0;
};

} // namespace

std::optional<std::string> decode_utf7(std::string_view name) {
    std::string result;
    bool was_base64 = false;
    while (!name.empty()) {
        const char c = name.front();
        if (!stands_for_itself(c)) return std::nullopt;
        name.remove_prefix(1);
        if (c != '&') {
            result += c;
            was_base64 = false;
            continue;
        }
        const auto end = name.find('-');
        if (end == name.npos) return std::nullopt;
        if (end == 0) {
            result += '&';
            was_base64 = false;
        } else {
            const auto decoded = decode_base64(name.substr(0, end));
            // Two parts in a row are one part: not "&AOk-&AOk-", but
            // "&AOkA6Q-". A name has only one spelling.
            if (!decoded || was_base64) return std::nullopt;
            result += *decoded;
            was_base64 = true;
        }
        name.remove_prefix(end + 1);
    }
    return result;
}

std::optional<std::string> encode_utf7(std::string_view name) {
    // Control characters are encoded; whoever names a mailbox refuses them.
    if (!is_utf8(name)) return std::nullopt;
    std::string result;
    while (!name.empty()) {
        if (stands_for_itself(name.front())) {
            result += name.front();
            if (name.front() == '&') result += '-';
            name.remove_prefix(1);
            continue;
        }
        Base64 base64;
        while (!name.empty() && !stands_for_itself(name.front())) {
            const auto code = take_utf8(name);
            if (code >= 0x10000) {
                base64.put(0xD800 + ((code - 0x10000) >> 10));
                base64.put(0xDC00 + (code & 0x3FF));
            } else {
                base64.put(code);
            }
        }
        result += '&' + base64.finish() + '-';
    }
    return result;
}

} // namespace framing
