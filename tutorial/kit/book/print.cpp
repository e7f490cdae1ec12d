#include "tutorial/kit/book/print.hpp"

#include "tutorial/kit/book/frame.hpp"
#include "tutorial/kit/book/html.hpp"
#include "tutorial/kit/book/page_address.hpp"

#include <algorithm>

namespace kit::book {

namespace {

/// Returns what the ids of a file begin with, when it is one of many on a page.
std::string prefix_of(const std::string& file) {
    auto prefix = file.substr(0, file.rfind('/') + 1);
    std::ranges::replace(prefix, '/', '-');
    return prefix;
}

} // namespace

std::string print_html(const Pages& pages,
                       const std::filesystem::path& project) {
    const auto order = reading_order(pages);
    const auto address = [&](const Target& target) {
        if (std::ranges::find(order, target.file) == order.end())
            return page_of(target.file) + (target.anchor.empty() ? "" : "#") +
                   target.anchor;
        const auto& title = pages.at(target.file).body.passages.front();
        return '#' + prefix_of(target.file) +
               (target.anchor.empty() ? title.heading.anchor : target.anchor);
    };
    Links links(project, first_file); // their problems were said before
    std::string main;
    std::string contents = "<ul>\n";
    for (const auto& file : order) {
        const auto page =
            read_page({project, file, links, address, prefix_of(file)});
        main += "<article>\n" + page.body.html + "</article>\n";
        contents += "<li><a" + attribute("href", address({file, {}})) + '>' +
                    html(page.title) + "</a></li>\n";
    }
    return frame(
        {print_page, "The whole course", main, contents + "</ul>\n", "print"});
}

} // namespace kit::book
