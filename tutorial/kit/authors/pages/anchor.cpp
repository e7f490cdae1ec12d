#include "tutorial/kit/authors/pages/anchor.hpp"

#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"

#include <cctype>

namespace kit::pages {

namespace {

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// Returns the number of octets, from `i` on, of signs that are no letters:
/// Latin-1 signs (U+0080 to U+00BF), punctuation, arrows and shapes (U+2000 to
/// U+2BFF).
std::size_t sign_at(const std::string& text, std::size_t i) {
    const auto first = static_cast<unsigned char>(text[i]);
    const auto second =
        i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (first == 0xC2) return 2;
    if (first == 0xE2 && second < 0xB0) return 3;
    return 0;
}

/// Returns the heading with the text of a link in place of the link.
std::string without_links(const std::string& text) {
    static const Regex link(R"(!?\[([^\]]*)\]\([^)]*\))");
    return link.replace(text, "$1");
}

} // namespace

std::string anchor_of(const std::string& heading) {
    const auto text = without_links(trim_end(heading));
    std::string anchor;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octet = static_cast<unsigned char>(text[i]);
        if (text[i] == ' ') {
            anchor += '-';
        } else if (is_ascii(text[i])) {
            if (std::isalnum(octet) || text[i] == '-' || text[i] == '_')
                anchor += static_cast<char>(std::tolower(octet));
        } else if (const auto size = sign_at(text, i); size > 0) {
            i += size - 1;
        } else {
            anchor += text[i];
        }
    }
    return anchor;
}

} // namespace kit::pages
