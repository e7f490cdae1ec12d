#include "common/transcript/draw/xml.hpp"

namespace transcript {

std::string xml(std::string_view text) {
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

} // namespace transcript
