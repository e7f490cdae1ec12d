#include "tutorial/kit/book/page.hpp"

#include "tutorial/kit/authors/pages/excerpt.hpp"
#include "tutorial/kit/book/figure.hpp"
#include "tutorial/kit/book/highlight.hpp"
#include "tutorial/kit/book/html.hpp"
#include "tutorial/kit/system/files.hpp"

#include <stdexcept>

namespace kit::book {

namespace {

constexpr std::size_t most_octets = 1U << 20U;

Page read_text(const PageSource& source, const std::string& text) {
    Page page{source.file, source.file, {}, {}};
    const FigurePlace place{source.project, source.file, source.links,
                            source.address};
    PageParts parts;
    parts.prefix = source.prefix;
    parts.figure = [&](const Code& code) { return make_figure(code, place); };
    parts.link = [&](const std::string& link, std::size_t line) {
        const auto* target = source.links.follow(link, {source.file, line});
        return target == nullptr ? link : source.address(*target);
    };
    parts.raw_html = [&](std::size_t line) {
        source.links.report({source.file, line},
                            "HTML, which the book leaves out; write Markdown");
    };
    page.body = make_body(text, parts);
    for (const auto& passage : page.body.passages)
        page.anchors.insert(passage.heading.anchor);
    if (page.body.passages.empty())
        source.links.report({source.file, 1}, "this page has no heading");
    else
        page.title = page.body.passages.front().heading.text;
    return page;
}

/// Reads a file with regions, and gives the page their names as anchors.
pages::Result<pages::MarkedFile>
read_regions(const PageSource& source, const std::string& text, Page& page) {
    auto marked = pages::MarkedFile::read(text, source.file);
    if (marked) {
        for (auto& name : marked->names()) page.anchors.insert(std::move(name));
    } else {
        const auto& [file, line, what] = marked.error();
        source.links.report({file, line}, what);
    }
    return marked;
}

/// Returns the lines of a program, with an anchor where a region begins.
std::string marked_program(const pages::MarkedFile& marked,
                           const std::string& file) {
    std::map<std::size_t, std::string> anchors; ///< by the number of their line
    for (const auto& name : marked.names()) {
        const auto region = marked.cut(name);
        if (!region.numbers.empty())
            anchors[region.numbers.front()] +=
                "<a" + attribute("id", name) + "></a>";
    }
    const auto all = marked.cut({});
    Highlighter highlighter(language_of(file));
    std::string program;
    for (std::size_t i = 0; i < all.lines.size(); ++i) {
        const auto anchor = anchors.find(all.numbers[i]);
        if (anchor != anchors.end()) program += anchor->second;
        program += highlighter.line(all.lines[i]) + '\n';
    }
    return program;
}

/// A transcript has a page on which it plays.
Page read_wire(const PageSource& source, const std::string& text) {
    Page page{source.file, source.file, {}, {}};
    const FigurePlace place{source.project, source.file, source.links,
                            source.address};
    const auto name = std::filesystem::path(source.file).filename().string();
    page.body.html = "<h1>" + html(source.file) + "</h1>\n";
    page.body.passages.push_back({{1, source.file, {}}, {}});
    const auto marked = read_regions(source, text, page);
    if (!marked) return page;
    for (const auto& region : page.anchors)
        page.body.html += "<a" + attribute("id", region) + "></a>";
    const auto lines = pages::join_lines(marked->cut({}).lines);
    page.body.html += make_figure({1, "wire file=" + name, lines}, place);
    return page;
}

Page read_program(const PageSource& source, const std::string& text) {
    Page page{source.file, source.file, {}, {}};
    page.body.html = "<h1>" + html(source.file) + "</h1>\n";
    page.body.passages.push_back({{1, source.file, {}}, {}});
    const auto marked = read_regions(source, text, page);
    if (!marked) return page;
    page.body.html += "<figure class=\"code\">\n<pre><code>" +
                      marked_program(*marked, source.file) +
                      "</code></pre>\n</figure>\n";
    return page;
}

} // namespace

Page read_page(const PageSource& source) try {
    const auto text =
        read_file((source.project / source.file).string(), most_octets);
    if (source.file.ends_with(".md")) return read_text(source, text);
    if (source.file.ends_with(".wire")) return read_wire(source, text);
    return read_program(source, text);
} catch (const std::runtime_error& error) {
    source.links.report({source.file, 0}, error.what());
    return {source.file, source.file, {}, {}};
}

} // namespace kit::book
