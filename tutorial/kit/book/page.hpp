#pragma once

#include "tutorial/kit/book/links.hpp"
#include "tutorial/kit/book/markdown.hpp"

#include <filesystem>
#include <functional>
#include <set>
#include <string>

namespace kit::book {

/// A file of the project as a page of the book.
struct Page {
    std::string file; ///< from the folder of the project
    std::string title;
    PageBody body;
    std::set<std::string> anchors;

    bool is_text() const { return file.ends_with(".md"); }
};

/// The source of a page, and where it is.
struct PageSource {
    std::filesystem::path project;
    std::string file;
    Links& links;
    /// Returns the address of a target, relative to the page.
    std::function<std::string(const Target&)> address;
    std::string prefix{}; ///< of the ids of headings
};

/// Reads a page: Markdown, a transcript, or another source, in which each
/// region has an anchor. Mistakes are reported to `source.links`.
Page read_page(const PageSource& source);

} // namespace kit::book
