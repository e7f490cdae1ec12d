#include "tutorial/kit/authors/pages/fence.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"

#include <algorithm>
#include <optional>

namespace kit::pages {

namespace {

std::optional<Fence> opening(const std::string& line, std::size_t number) {
    // No backquote may follow the marks: ```this``` is text.
    static const Regex form(R"(^([ \t]*)(?:(`{3,})([^`]*)|(~{3,})(.*))$)");
    const auto found = form.match(line);
    if (!found) return std::nullopt;
    const auto& group = *found;
    return Fence{number,
                 group[1],
                 group[2] + group[4],
                 trim_end(group[3] + group[5]),
                 {}};
}

bool closes(const std::string& line, const Fence& fence) {
    const auto first = std::min(line.find_first_not_of(" \t"), line.size());
    const auto marks = trim_end(line.substr(first));
    return marks.size() >= fence.marks.size() &&
           marks.find_first_not_of(fence.marks[0]) == marks.npos;
}

std::string without_indent(const std::string& line, const Fence& fence) {
    const auto first = std::min(line.find_first_not_of(" \t"), line.size());
    return line.substr(std::min(first, fence.indent.size()));
}

} // namespace

Result<std::vector<Fence>> find_fences(const Lines& page,
                                       const std::string& file) {
    static const Regex quoted(R"(^\s*>[>\s]*(```|~~~).*)");
    std::vector<Fence> fences;
    std::optional<Fence> open;
    for (std::size_t i = 0; i < page.size(); ++i) {
        if (open && closes(page[i], *open)) {
            fences.push_back(std::move(*open));
            open.reset();
        } else if (open) {
            open->body.push_back(without_indent(page[i], *open));
        } else if (quoted.matches(page[i])) {
            return wrong(file, i + 1,
                         "a fence inside a quotation; take it out of the >");
        } else {
            open = opening(page[i], i + 1);
        }
    }
    if (open)
        return wrong(file, open->line,
                     "this fence is never closed; it needs a line " +
                         open->marks);
    return fences;
}

} // namespace kit::pages
