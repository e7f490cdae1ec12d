#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace kit::book {

/// A block of code in a page.
struct Code {
    std::size_t line; ///< of the page; the first is 1
    std::string info; ///< behind the marks: "cpp file=server.cpp#loop"
    std::string text; ///< ends in LF
};

/// The functions of the book that a page calls while its HTML is made.
struct PageParts {
    /// Returns the HTML of a block of code.
    std::function<std::string(const Code&)> figure;
    /// Returns the address for the target of a link, which stands in this line.
    std::function<std::string(const std::string& target, std::size_t line)>
        link;
    /// Called with each line where HTML is written into the page. It is left
    /// out of the book.
    std::function<void(std::size_t line)> raw_html;
    /// The id of each heading begins with this.
    std::string prefix{};
};

struct Heading {
    int level;
    std::string text;
    std::string anchor; ///< without the prefix; the page's title has it, too
};

/// A heading, and the text below it as far as the next one.
struct Passage {
    Heading heading;
    std::string text; ///< without marks and line ends, for the search
};

/// A Markdown page as HTML.
struct PageBody {
    std::string html;
    std::vector<Passage> passages;
};

/// Makes HTML of a page of GitHub's Markdown. The headings have the anchors
/// that GitHub gives them.
PageBody make_body(const std::string& markdown, const PageParts& parts);

} // namespace kit::book
