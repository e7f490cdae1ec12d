#include "tutorial/kit/book/frame.hpp"

#include "tutorial/kit/book/html.hpp"
#include "tutorial/kit/book/page_address.hpp"

namespace kit::book {

namespace {

/// The Content-Security-Policy: 'self' is the book's folder, also from a disk.
/// The icon is an empty one, so that no browser asks for another.
constexpr auto policy = "default-src 'none'; style-src 'self'; script-src "
                        "'self'; img-src 'self' data:; base-uri 'none'; "
                        "form-action 'none'";

std::string head(const Frame& page, const std::string& root) {
    std::string lines = "<!doctype html>\n<html lang=\"en\">\n<head>\n"
                        "<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\"" +
                        attribute("content", policy) +
                        ">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, "
                        "initial-scale=1\">\n"
                        "<title>" +
                        html(page.title) +
                        " - Idle Hands</title>\n"
                        "<link rel=\"icon\" href=\"data:,\">\n"
                        "<link rel=\"stylesheet\" href=\"" +
                        root + "book.css\">\n<script src=\"" + root +
                        "page.js\"></script>\n";
    for (const std::string script :
         {"copy.js", "player.js", "slides.js", "search.js"})
        lines += "<script defer src=\"" + root + script + "\"></script>\n";
    return lines + "</head>\n";
}

} // namespace

std::string frame(const Frame& page) {
    const auto to = [&](const std::string& address) {
        return relative(page.address, address);
    };
    const auto first = to("index.html");
    const auto root = first.substr(0, first.size() - 10); // "../../"
    return head(page, root) + "<body" + attribute("data-root", root) +
           (page.kind.empty() ? "" : attribute("class", page.kind)) +
           ">\n<header>\n<a href=\"" + first +
           "\">Idle Hands</a>\n<a class=\"to-contents\" "
           "href=\"#contents\">Contents</a>\n</header>\n<main>\n" +
           page.main +
           "</main>\n<nav id=\"contents\" aria-label=\"Contents\">\n" +
           page.contents + "</nav>\n</body>\n</html>\n";
}

} // namespace kit::book
