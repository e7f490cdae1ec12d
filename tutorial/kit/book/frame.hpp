#pragma once

#include <string>

namespace kit::book {

/// The parts of a page of the book: HTML, but for the title.
struct Frame {
    std::string address; ///< of the page, from the book's folder
    std::string title;
    std::string main;
    std::string contents;
    std::string kind{}; ///< a class for the sheet: "print"
};

/// Returns a whole page. It asks for nothing from outside of the book, and its
/// Content-Security-Policy forbids that.
std::string frame(const Frame& page);

} // namespace kit::book
