#include "tutorial/kit/authors/pages/excerpt.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"

#include <optional>

namespace kit::pages {

namespace {

struct Mark {
    bool closes;
    std::string region;
};

std::optional<Mark> find_mark(const std::string& line) {
    static const Regex form(R"(^\s*(?://|#)\s*\[(/?)([A-Za-z0-9_-]+)\]\s*$)");
    const auto found = form.match(line);
    if (!found) return std::nullopt;
    return Mark{!(*found)[1].empty(), (*found)[2]};
}

} // namespace

Result<MarkedFile> MarkedFile::read(std::string_view text,
                                    const std::string& file) {
    struct Open {
        std::string region;
        std::size_t line;
    };
    MarkedFile marked;
    std::vector<Open> open;
    std::size_t number = 0;
    for (auto& line : split_lines(text)) {
        ++number;
        const auto mark = find_mark(line);
        if (!mark) {
            marked.all_.lines.push_back(std::move(line));
            marked.all_.numbers.push_back(number);
            continue;
        }
        const auto here = marked.all_.lines.size();
        if (!mark->closes) {
            const Range begun{here, here};
            if (!marked.regions_.emplace(mark->region, begun).second)
                return wrong(file, number,
                             "a second region [" + mark->region +
                                 "]; give it another name");
            open.push_back({mark->region, number});
        } else if (open.empty() || open.back().region != mark->region) {
            return wrong(file, number,
                         "[/" + mark->region + "] closes nothing: " +
                             (open.empty() ? "no region is open"
                                           : "the region open here is [" +
                                                 open.back().region + "]"));
        } else {
            marked.regions_.at(mark->region).end = here;
            open.pop_back();
        }
    }
    if (!open.empty())
        return wrong(file, open.back().line,
                     "the region [" + open.back().region +
                         "] is never closed; it needs a line // [/" +
                         open.back().region + "]");
    return marked;
}

bool MarkedFile::has(const std::string& region) const {
    return region.empty() || regions_.contains(region);
}

std::vector<std::string> MarkedFile::names() const {
    std::vector<std::string> names;
    for (const auto& [name, range] : regions_) names.push_back(name);
    return names;
}

std::string MarkedFile::regions() const {
    std::string all;
    for (const auto& name : names()) all += (all.empty() ? "" : ", ") + name;
    return all.empty() ? "none" : all;
}

Excerpt MarkedFile::cut(const std::string& region) const {
    auto range =
        region.empty() ? Range{0, all_.lines.size()} : regions_.at(region);
    auto& [begin, end] = range;
    while (begin < end && is_blank(all_.lines[begin])) ++begin;
    while (end > begin && is_blank(all_.lines[end - 1])) --end;
    const auto part_of = [&](const auto& items) {
        const auto at = [&](std::size_t i) {
            return items.begin() + static_cast<std::ptrdiff_t>(i);
        };
        return std::decay_t<decltype(items)>(at(range.begin), at(range.end));
    };
    Excerpt excerpt{part_of(all_.lines), part_of(all_.numbers)};
    const auto indentation = common_indentation(excerpt.lines);
    for (auto& line : excerpt.lines)
        line = is_blank(line) ? std::string() : line.substr(indentation);
    return excerpt;
}

} // namespace kit::pages
