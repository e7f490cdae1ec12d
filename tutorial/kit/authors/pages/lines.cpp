#include "tutorial/kit/authors/pages/lines.hpp"

#include <algorithm>

namespace kit::pages {

namespace {

constexpr std::string_view blanks = " \t\r";

} // namespace

Lines split_lines(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return lines;
}

std::string join_lines(const Lines& lines) {
    std::string text;
    for (const auto& line : lines) text += line + '\n';
    return text;
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(blanks) == line.npos;
}

Lines trim_blank_lines(Lines lines) {
    while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
    const auto first = std::ranges::find_if_not(lines, is_blank);
    lines.erase(lines.begin(), first);
    return lines;
}

std::string trim_end(std::string line) {
    line.erase(line.find_last_not_of(blanks) + 1);
    return line;
}

std::size_t common_indentation(const Lines& lines) {
    auto common = std::string::npos;
    for (const auto& line : lines)
        if (!is_blank(line))
            common = std::min(common, line.find_first_not_of(" \t"));
    return common == std::string::npos ? 0 : common;
}

} // namespace kit::pages
