#include "proto_client/imap/readable.hpp"

#include "common/framing/encoded_word.hpp"
#include "proto_client/imap/limits.hpp"

#include <array>
#include <iconv.h>
#include <optional>
#include <utility>

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

/// Puts the text together. A sender may have cut a character in two words,
/// though RFC 2047 §5 forbids that. What cannot be read stays as it is.
class Decoder : public framing::WordReader {
public:
    void word(const framing::EncodedWord& word) override {
        if (word.charset != charset_) leave_unread();
        charset_ = word.charset;
        if (const auto joined = to_utf8(charset_, octets_ + word.octets)) {
            octets_.clear();
            unread_.clear();
            text_ += *joined;
        } else if (const auto alone = to_utf8(charset_, word.octets)) {
            leave_unread();
            text_ += *alone;
        } else {
            octets_ += word.octets;
            unread_.append(unread_.empty() ? "" : " ").append(word.whole);
        }
    }

    void text(std::string_view text) override {
        leave_unread();
        text_ += text;
    }

    std::string take() {
        leave_unread();
        return std::move(text_);
    }

private:
    void leave_unread() {
        octets_.clear();
        text_ += std::exchange(unread_, {});
    }

    std::string text_;
    std::string octets_; ///< of words that cannot be read so far
    std::string unread_; ///< these words
    std::string charset_;
};

/// Returns the beginning of a text in UTF-8, up to the end of a character.
std::string shortened(std::string text) {
    if (text.size() <= limits::shown_field) return text;
    auto end = limits::shown_field;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

} // namespace

std::string readable(std::string_view header) {
    Decoder decoder;
    framing::read_words(header, decoder);
    return shortened(decoder.take());
}

} // namespace imap_client
