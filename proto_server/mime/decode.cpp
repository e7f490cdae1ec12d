#include "proto_server/mime/decode.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/glib.hpp"
#include "proto_server/mime/header.hpp"

#include <algorithm>

namespace mime {
namespace {

std::string valid_utf8(std::string_view octets) {
    if (octets.empty()) return {};
    const CString valid(
        g_utf8_make_valid(octets.data(), static_cast<gssize>(octets.size())));
    return text(valid.get());
}

} // namespace

std::string transfer_encoding(std::string_view header) {
    const auto whole =
        value(fields(header), "Content-Transfer-Encoding").value_or("");
    const auto word = whole.substr(0, whole.find_first_of(" \t(;"));
    if (word.empty()) return "7bit";
    const CString lower(g_ascii_strdown(word.c_str(), -1));
    return text(lower.get());
}

std::optional<std::string> decode(std::string_view octets,
                                  const std::string& encoding) {
    start_gmime();
    const auto known = g_mime_content_encoding_from_string(encoding.c_str());
    switch (known) {
    case GMIME_CONTENT_ENCODING_DEFAULT:
        return std::nullopt;
    case GMIME_CONTENT_ENCODING_7BIT:
    case GMIME_CONTENT_ENCODING_8BIT:
    case GMIME_CONTENT_ENCODING_BINARY:
        return std::string(octets);
    default:
        break;
    }
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, known);
    std::string decoded(g_mime_encoding_outlen(&state, octets.size()), '\0');
    decoded.resize(g_mime_encoding_flush(&state, octets.data(), octets.size(),
                                         decoded.data()));
    return decoded;
}

std::string to_utf8(std::string_view octets, const std::string& charset) {
    start_gmime();
    const auto is_utf8 =
        imap::same(charset, "utf-8") || imap::same(charset, "us-ascii");
    const Object<GMimeFilter> filter(
        is_utf8 || charset.empty()
            ? nullptr
            : g_mime_filter_charset_new(charset.c_str(), "utf-8"));
    if (!filter || octets.empty()) return valid_utf8(octets);
    std::string input(octets); // a copy, because the filter may change it
    char* output = nullptr;
    std::size_t size = 0, room = 0;
    g_mime_filter_complete(filter.get(), input.data(), input.size(), 0, &output,
                           &size, &room);
    return valid_utf8({output, size});
}

std::string decode_words(const std::string& value) {
    start_gmime();
    const CString decoded(
        g_mime_utils_header_decode_text(nullptr, value.c_str()));
    return valid_utf8(text(decoded.get()));
}

bool is_composed(std::string_view utf8) {
    const CString composed(g_utf8_normalize(
        utf8.data(), static_cast<gssize>(utf8.size()), G_NORMALIZE_NFC));
    return composed && utf8 == composed.get();
}

std::string with_crlf(std::string_view text) {
    std::string whole;
    for (const char c : text) {
        if (c == '\n' && !whole.ends_with('\r')) whole += '\r';
        whole += c;
    }
    return whole;
}

std::string folded(std::string_view utf8) {
    // Most text is US-ASCII, and the way for all other text takes long.
    if (std::ranges::all_of(utf8, [](char c) { return c > 0; })) {
        std::string lower(utf8);
        std::ranges::transform(lower, lower.begin(), g_ascii_tolower);
        return lower;
    }
    const auto valid = valid_utf8(utf8);
    const CString composed(g_utf8_normalize(valid.data(), -1, G_NORMALIZE_ALL));
    if (!composed) return {};
    const CString folded_case(g_utf8_casefold(composed.get(), -1));
    // Folding may leave a letter and its accent in another order.
    const CString again(
        g_utf8_normalize(folded_case.get(), -1, G_NORMALIZE_ALL));
    return text(again.get());
}

} // namespace mime
