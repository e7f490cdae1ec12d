#include "proto_server/mailbox/line_ends.hpp"

namespace mail {

std::string with_crlf(std::string_view octets) {
    std::string whole;
    whole.reserve(octets.size() + missing_crs(octets));
    while (!octets.empty()) {
        const auto line = octets.substr(0, octets.find('\n'));
        whole += line;
        octets.remove_prefix(line.size());
        if (octets.empty()) break;
        whole += line.ends_with('\r') ? "\n" : "\r\n";
        octets.remove_prefix(1);
    }
    return whole;
}

bool has_header_end(std::string_view octets) {
    return octets.starts_with("\n") || octets.starts_with("\r\n") ||
           octets.find("\n\n") != octets.npos ||
           octets.find("\n\r\n") != octets.npos;
}

std::string_view header_of(std::string_view octets) {
    if (octets.starts_with("\r\n")) return octets.substr(0, 2);
    const auto last_line = octets.find("\r\n\r\n");
    return last_line == octets.npos ? octets : octets.substr(0, last_line + 4);
}

std::size_t missing_crs(std::string_view octets, char before) {
    std::size_t missing = 0;
    for (auto at = octets.find('\n'); at != octets.npos;
         at = octets.find('\n', at + 1))
        if ((at == 0 ? before : octets[at - 1]) != '\r') ++missing;
    return missing;
}

std::string for_disk(std::string_view octets) {
    if (octets.find("\r\r\n") != octets.npos) return with_crlf(octets);
    std::string lines;
    lines.reserve(octets.size());
    for (std::size_t at = 0; at < octets.size(); ++at)
        if (octets.substr(at, 2) != "\r\n") lines += octets[at];
    return lines;
}

} // namespace mail
