#include "proto_server/mime/encoded_word.hpp"

#include "common/framing/encoded_word.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/decode.hpp"

#include <algorithm>
#include <utility>

namespace mime {
namespace {

/// Puts UTF-8 together from encoded words and what is between them.
class Decoder {
public:
    void add(const framing::EncodedWord& word) {
        if (!imap::same(word.charset, charset_)) end_word();
        charset_ = word.charset;
        octets_ += word.octets;
        text_ += take_whole_characters(octets_, charset_);
    }

    void add(std::string_view plain) {
        end_word();
        text_ += guess_utf8(plain);
    }

    std::string take() {
        end_word();
        return std::move(text_);
    }

private:
    void end_word() {
        if (!octets_.empty())
            text_ += to_utf8(std::exchange(octets_, {}), charset_);
    }

    std::string text_;
    std::string octets_; ///< of a character that is not whole
    std::string charset_;
};

} // namespace

std::string decode_words(std::string_view value) {
    Decoder decoder;
    // After it no encoded word can end, so none is looked for.
    const auto last_end = value.rfind("?=");
    std::size_t plain = 0; // where the text begins that is not decoded yet
    bool behind_word = false;
    for (std::size_t at = value.find("=?");
         at != value.npos && last_end != value.npos && at < last_end;
         at = value.find("=?", at)) {
        const auto word = framing::read_word(value.substr(at));
        if (!word) {
            at += 2;
            continue;
        }
        const auto between = value.substr(plain, at - plain);
        const bool only_blanks =
            between.find_first_not_of(" \t") == between.npos;
        if (!behind_word || !only_blanks) decoder.add(between);
        decoder.add(*word);
        behind_word = true;
        plain = at += word->length;
    }
    decoder.add(value.substr(plain));
    return decoder.take();
}

} // namespace mime
