#include "tutorial/kit/authors/pages/renewed_page.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace kit::pages {

namespace fs = std::filesystem;

namespace {

void append(Lines& page, const Fence& fence, const Lines& body) {
    for (const auto& line : body)
        page.push_back(line.empty() ? line : fence.indent + line);
}

} // namespace

RenewedPage renew(const std::string& text, const std::string& file,
                  Making& making) {
    const auto page = split_lines(text);
    const auto fences = find_fences(page, file);
    if (!fences) return {text, 0, {}, {fences.error()}};
    RenewedPage renewed;
    Lines lines;
    std::size_t taken = 0; ///< lines of the page
    const auto take_to = [&](std::size_t end) {
        for (; taken < end; ++taken) lines.push_back(page[taken]);
    };
    for (const auto& fence : *fences) {
        ++renewed.blocks;
        take_to(fence.line);
        const auto fresh = make_block(fence, file, making);
        if (!fresh) {
            renewed.problems.push_back(fresh.error());
        } else if (*fresh != fence.body) {
            renewed.stale.push_back({fence.line, fence.body, *fresh});
            append(lines, fence, *fresh);
            taken = fence.last_line() - 1;
        }
        take_to(fence.last_line());
    }
    take_to(page.size());
    renewed.text = renewed.stale.empty() ? text : join_lines(lines);
    return renewed;
}

void replace_file(const std::string& file, const std::string& text) {
    const auto beside = file + ".new";
    std::ofstream stream(beside, std::ios::binary);
    stream << text;
    stream.close();
    std::error_code error;
    if (stream) {
        fs::permissions(beside, fs::status(file).permissions(), error);
        fs::rename(beside, file, error);
    }
    if (!stream || error) {
        fs::remove(beside, error);
        throw std::runtime_error(file + ": cannot be written");
    }
}

std::vector<std::string> find_pages(const std::string& name) {
    if (!fs::is_directory(name)) {
        if (!fs::exists(name))
            throw std::runtime_error(name + ": there is no such file");
        return {name};
    }
    std::vector<std::string> pages;
    for (const auto& entry : fs::recursive_directory_iterator(name)) {
        if (entry.path().extension() == ".md")
            pages.push_back(entry.path().lexically_normal().string());
    }
    std::ranges::sort(pages);
    return pages;
}

} // namespace kit::pages
