#include "tutorial/kit/proxy/imap_line.hpp"

#include "common/framing/ascii.hpp"

#include <algorithm>

namespace kit::proxy {

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string in_capitals(std::string_view line) {
    std::string text(line);
    const auto blank = std::min(text.find(' '), text.size());
    const auto begin = blank == text.size() ? 0 : blank;
    return text.substr(0, begin) + framing::upper(text.substr(begin));
}

std::string without_capabilities(std::string line,
                                 const std::vector<std::string>& hidden) {
    const auto begin = line.find("CAPABILITY ");
    if (begin == line.npos) return line;
    // In `[CAPABILITY …] text` the list ends before the text.
    auto end = std::min(line.find_first_of("]\r\n", begin), line.size());
    for (const auto& word : hidden)
        for (auto at = begin; (at = line.find(' ' + word, at)) < end;) {
            const auto behind = at + 1 + word.size();
            if (behind != end && line[behind] != ' ') {
                at = behind;
                continue;
            }
            line.erase(at, 1 + word.size());
            end -= 1 + word.size();
        }
    return line;
}

} // namespace kit::proxy
