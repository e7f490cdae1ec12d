#include "proto_server/mime/decode.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/glib.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mime {
namespace {

std::string valid_utf8(std::string_view octets) {
    if (octets.empty()) return {};
    const CString valid(
        g_utf8_make_valid(octets.data(), static_cast<gssize>(octets.size())));
    return text(valid.get());
}

/// True if a text in that charset is read as UTF-8. For x-unknown, GMime takes
/// the charset of the machine's locale.
bool is_utf8(std::string_view charset) {
    return std::ranges::any_of(
        std::array{"utf-8", "us-ascii", "x-unknown"},
        [&](const char* one) { return imap::same(charset, one); });
}

/// Returns the size of `utf8` without the character at its end, if only that is
/// not whole.
std::size_t size_of_whole_characters(const std::string& utf8) {
    const char* fault = nullptr;
    const auto size = static_cast<gssize>(utf8.size());
    if (g_utf8_validate(utf8.data(), size, &fault)) return utf8.size();
    constexpr auto cut = static_cast<gunichar>(-2);
    const auto whole = fault - utf8.data();
    return g_utf8_get_char_validated(fault, size - whole) == cut
               ? static_cast<std::size_t>(whole)
               : utf8.size();
}

} // namespace

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
    const Object<GMimeFilter> filter(
        is_utf8(charset) || charset.empty()
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

std::string take_whole_characters(std::string& octets,
                                  const std::string& charset) {
    if (is_utf8(charset)) {
        const auto whole = size_of_whole_characters(octets);
        auto text = valid_utf8(std::string_view(octets).substr(0, whole));
        octets.erase(0, whole);
        return text;
    }
    start_gmime();
    gsize read = 0, written = 0;
    const CString converted(g_convert(
        octets.data(), static_cast<gssize>(octets.size()), "UTF-8",
        g_mime_charset_iconv_name(charset.c_str()), &read, &written, nullptr));
    if (!converted) return to_utf8(std::exchange(octets, {}), charset);
    octets.erase(0, read);
    return valid_utf8({converted.get(), written});
}

std::string guess_utf8(std::string_view octets) {
    if (g_utf8_validate(octets.data(), static_cast<gssize>(octets.size()),
                        nullptr))
        return std::string(octets);
    start_gmime();
    const CString guessed(
        g_mime_utils_decode_8bit(nullptr, octets.data(), octets.size()));
    return valid_utf8(text(guessed.get()));
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
