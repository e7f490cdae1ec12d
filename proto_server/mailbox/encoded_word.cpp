#include "proto_server/mailbox/encoded_word.hpp"

#include "common/framing/encoded_word.hpp"
#include "proto_server/mailbox/ascii.hpp"

#include <algorithm>
#include <utility>

namespace mail {
namespace {

/// Decodes the words of UTF-8 and ASCII.
class Decoder : public framing::WordReader {
public:
    bool can_read(const framing::EncodedWord& word) const override {
        std::string name(word.charset);
        std::ranges::transform(name, name.begin(), lower);
        return name == "utf-8" || name == "us-ascii";
    }
    void word(const framing::EncodedWord& word) override {
        decoded += word.octets;
    }
    void text(std::string_view text) override { decoded += text; }

    std::string decoded;
};

} // namespace

std::string decode_words(std::string_view text) {
    Decoder decoder;
    framing::read_words(text, decoder);
    return std::move(decoder.decoded);
}

} // namespace mail
