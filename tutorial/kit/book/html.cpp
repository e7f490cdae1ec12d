#include "tutorial/kit/book/html.hpp"

namespace kit::book {

std::string html(std::string_view text) {
    std::string safe;
    for (const char octet : text) {
        if (octet == '&') {
            safe += "&amp;";
        } else if (octet == '<') {
            safe += "&lt;";
        } else if (octet == '>') {
            safe += "&gt;";
        } else if (octet == '"') {
            safe += "&quot;";
        } else {
            safe += octet;
        }
    }
    return safe;
}

std::string attribute(std::string_view name, std::string_view value) {
    return ' ' + std::string(name) + "=\"" + html(value) + '"';
}

} // namespace kit::book
