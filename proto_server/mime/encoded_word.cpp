#include "proto_server/mime/encoded_word.hpp"

#include "common/framing/encoded_word.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/decode.hpp"

#include <utility>

namespace mime {
namespace {

/// Puts UTF-8 together from encoded words and what is between them.
class Decoder : public framing::WordReader {
public:
    void word(const framing::EncodedWord& word) override {
        if (!imap::same(word.charset, charset_)) end_word();
        charset_ = word.charset;
        octets_ += word.octets;
        text_ += take_whole_characters(octets_, charset_);
    }

    void text(std::string_view plain) override {
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
    framing::read_words(value, decoder);
    return decoder.take();
}

} // namespace mime
