#include "tutorial/kit/authors/lint/read_page.hpp"

#include "tutorial/kit/system/files.hpp"

namespace kit::lint {

namespace {

constexpr std::size_t most_octets = 1U << 20U;

} // namespace

Page read_page(const std::filesystem::path& file, Problems& problems) {
    Page page;
    page.file = file.string();
    page.lines = pages::split_lines(read_file(page.file, most_octets));
    page.prose = page.lines;
    auto fences = pages::find_fences(page.lines, page.file);
    if (!fences) {
        problems.push_back(fences.error());
        return page;
    }
    page.fences = std::move(*fences);
    for (const auto& fence : page.fences)
        for (auto line = fence.line; line <= fence.last_line(); ++line)
            page.prose[line - 1].clear();
    return page;
}

Section find_section(const Page& page, const std::string& heading) {
    Section section;
    for (std::size_t i = 0; i < page.prose.size(); ++i) {
        const auto line = pages::trim_end(page.prose[i]);
        if (section.line == 0) {
            if (line == "## " + heading) section.line = i + 1;
        } else if (line.starts_with("## ")) {
            break;
        } else {
            section.lines.push_back(line);
        }
    }
    return section;
}

} // namespace kit::lint
