#include "common/framing/base64.hpp"

#include <openssl/evp.h>

namespace framing {

namespace {

const unsigned char* data(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* data(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

} // namespace

std::optional<std::string> decode_base64(std::string_view text) {
    std::string octets(text.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(data(octets), data(text),
                                     static_cast<int>(text.size()));
    if (size < 0) return std::nullopt;
    octets.resize(static_cast<std::size_t>(size));
    // OpenSSL counts the padding, too, and accepts more than the grammar.
    for (auto rest = text; rest.ends_with('=') && !octets.empty();
         rest.remove_suffix(1))
        octets.pop_back();
    if (encode_base64(octets) != text) return std::nullopt;
    return octets;
}

std::string encode_base64(std::string_view octets) {
    std::string text((octets.size() + 2) / 3 * 4 + 1, '\0');
    EVP_EncodeBlock(data(text), data(octets), static_cast<int>(octets.size()));
    text.pop_back(); // the NUL that OpenSSL adds
    return text;
}

} // namespace framing
