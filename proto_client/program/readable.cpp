#include "proto_client/program/readable.hpp"

#include "common/framing/encoded_word.hpp"

#include <array>
#include <iconv.h>
#include <optional>

namespace client {

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

} // namespace

/// Spaces between two encoded-words are not text (RFC 2047 §6.2).
std::string readable(std::string_view header) {
    std::string text, spaces;
    bool after_word = false;
    while (!header.empty()) {
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
    return text + spaces;
}

} // namespace client
