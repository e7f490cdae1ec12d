#include "common/transcript/draw/wrap.hpp"

#include "common/transcript/show.hpp"

namespace transcript {

std::vector<std::string_view> wrap(std::string_view text, std::size_t columns) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto part = first_columns(text, columns);
        if (part.size() == text.size()) break;
        const auto blank = part.find_last_of(' ');
        if (blank != part.npos) part = part.substr(0, blank + 1);
        parts.push_back(part);
        text.remove_prefix(part.size());
    }
    if (parts.empty() || !text.empty()) parts.push_back(text);
    return parts;
}

} // namespace transcript
