#include "proto_client/imap/readable.hpp"

#include "common/framing/encoded_word.hpp"
#include "proto_client/imap/limits.hpp"

#include <array>
#include <iconv.h>
#include <optional>

namespace imap_client {

namespace {

/// Returns the text in UTF-8; nothing if it is not text of that charset.
std::optional<std::string> to_utf8(const std::string& charset,
                                   std::string octets) {
    const auto converter = ::iconv_open("UTF-8", charset.c_str());
    if (converter == iconv_t(-1)) return std::nullopt;
    std::string text;
    auto* from = octets.data();
    auto left = octets.size();
    bool good = true;
    while (good && left > 0) {
        std::array<char, 256> portion;
        auto* to = portion.data();
        auto room = portion.size();
        const auto before = left;
        ::iconv(converter, &from, &left, &to, &room);
        text.append(portion.data(), portion.size() - room);
        good = left < before;
    }
    ::iconv_close(converter);
    if (!good) return std::nullopt;
    return text;
}

/// Returns the beginning of a text in UTF-8, up to the end of a character.
std::string shortened(std::string text) {
    if (text.size() <= limits::shown_field) return text;
    auto end = limits::shown_field;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

} // namespace

/// Spaces between two encoded-words are not text (RFC 2047 §6.2).
std::string readable(std::string_view header) {
    std::string text, spaces;
    bool after_word = false;
    while (!header.empty() && text.size() <= limits::shown_field) {
        const auto word = framing::read_word(header);
        const auto decoded =
            word ? to_utf8(std::string(word->charset), word->octets)
                 : std::nullopt;
        if (decoded) {
            if (!after_word) text += spaces;
            text += *decoded;
            header.remove_prefix(word->length);
        } else if (header.front() == ' ' || header.front() == '\t') {
            spaces += header.front();
            header.remove_prefix(1);
            continue;
        } else {
            text += spaces;
            text += header.front();
            header.remove_prefix(1);
        }
        spaces.clear();
        after_word = decoded.has_value();
    }
    return shortened(text + spaces);
}

} // namespace imap_client
