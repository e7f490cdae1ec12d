#include "tutorial/kit/book/order.hpp"

#include "tutorial/kit/book/html.hpp"
#include "tutorial/kit/book/page_address.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace kit::book {

namespace {

constexpr std::string_view course = "tutorial/";

/// True for "tutorial/03-push/README.md" and the tasks of that chapter.
bool is_of_chapter(const std::string& file) {
    return file.starts_with(course) && file.size() > course.size() &&
           std::isdigit(static_cast<unsigned char>(file[course.size()]));
}

/// Returns "tutorial/03-push/".
std::string chapter_of(const std::string& file) {
    if (!is_of_chapter(file)) return {};
    return file.substr(0, file.find('/', course.size()) + 1);
}

bool is_task(const std::string& file) {
    return file.ends_with("/TASK.md");
}

std::string link(const Pages& pages, const std::string& file,
                 const std::string& from, std::string_view more = "") {
    return "<a" + attribute("href", relative(page_of(from), page_of(file))) +
           std::string(more) + '>' + html(pages.at(file).title) + "</a>";
}

std::string sections(const Page& page) {
    std::string list;
    for (const auto& [heading, text] : page.body.passages)
        if (heading.level == 2)
            list += "<li><a" + attribute("href", '#' + heading.anchor) + '>' +
                    html(heading.text) + "</a></li>\n";
    return list;
}

} // namespace

std::vector<std::string> reading_order(const Pages& pages) {
    std::vector<std::string> chapters;
    std::vector<std::string> others;
    for (const auto& [file, page] : pages)
        if (page.is_text() && file.starts_with(course) && file != first_file)
            (is_of_chapter(file) ? chapters : others).push_back(file);
    std::vector<std::string> order;
    if (pages.contains(first_file)) order.emplace_back(first_file);
    order.insert(order.end(), chapters.begin(), chapters.end());
    for (const auto& file : others)
        if (file == "tutorial/talk/README.md") order.push_back(file);
    return order;
}

std::string contents(const Pages& pages, const std::string& file) {
    const auto own = chapter_of(file);
    std::string list = "<ul>\n";
    for (const auto& one : reading_order(pages)) {
        const bool is_here = one == file;
        if (is_task(one) && chapter_of(one) != own) continue;
        list += is_task(one) ? "<li class=\"task\">" : "<li>";
        list += link(pages, one, file, is_here ? " aria-current=\"page\"" : "");
        if (is_here && !is_task(one))
            list += "<ul>\n" + sections(pages.at(one)) + "</ul>\n";
        list += "</li>\n";
    }
    return list + "<li><a" +
           attribute("href", relative(page_of(file), print_page)) +
           ">All on one page</a></li>\n</ul>\n";
}

std::string neighbours(const Pages& pages, const std::string& file) {
    const auto order = reading_order(pages);
    const auto here = std::ranges::find(order, file);
    if (here == order.end()) return {};
    std::string links = "<p class=\"turn\">";
    if (here != order.begin())
        links += link(pages, here[-1], file, " rel=\"prev\"");
    if (here + 1 != order.end())
        links += link(pages, here[1], file, " rel=\"next\"");
    return links + "</p>\n";
}

} // namespace kit::book
