#include "tutorial/kit/book/book.hpp"

#include "tutorial/kit/book/assets.hpp"
#include "tutorial/kit/book/frame.hpp"
#include "tutorial/kit/book/order.hpp"
#include "tutorial/kit/book/page_address.hpp"
#include "tutorial/kit/book/print.hpp"
#include "tutorial/kit/book/search_index.hpp"

namespace kit::book {

namespace {

/// Reads all pages, beginning with the course's.
Pages read_pages(const std::filesystem::path& project, Links& links) {
    Pages pages;
    for (auto file = links.next_file(); !file.empty();
         file = links.next_file()) {
        const auto address = [&file](const Target& target) {
            if (target.file == file && !target.anchor.empty())
                return '#' + target.anchor;
            return relative(page_of(file), page_of(target.file)) +
                   (target.anchor.empty() ? "" : "#") + target.anchor;
        };
        pages.emplace(file, read_page({project, file, links, address}));
    }
    return pages;
}

void check_anchors(const Pages& pages, Links& links) {
    std::map<std::string, std::set<std::string>> anchors;
    for (const auto& [file, page] : pages) anchors.emplace(file, page.anchors);
    links.check(anchors);
}

std::string page_html(const Pages& pages, const Page& page) {
    return frame({page_of(page.file), page.title,
                  page.body.html + neighbours(pages, page.file),
                  contents(pages, page.file)});
}

} // namespace

Book make_book(const std::filesystem::path& project) {
    Links links(project, first_file);
    const auto pages = read_pages(project, links);
    check_anchors(pages, links);
    Book book;
    for (const auto& [file, page] : pages)
        book.files.emplace(page_of(file), page_html(pages, page));
    book.files.emplace("index.js", search_index(pages));
    if (links.problems().empty())
        book.files.emplace(print_page, print_html(pages, project));
    for (const auto& [name, text] : assets()) book.files.emplace(name, text);
    book.pages = pages.size();
    book.problems = links.problems();
    return book;
}

} // namespace kit::book
