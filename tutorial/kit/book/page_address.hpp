#pragma once

#include <string>

namespace kit::book {

/// The file that the book begins with; its page is index.html.
inline constexpr auto first_file = "tutorial/README.md";

/// The page with all others of the course on it, to be printed.
inline constexpr auto print_page = "book.html";

/// Returns where the page of a file is, from the folder of the book:
/// "tutorial/03-push/index.html" for "tutorial/03-push/README.md". A file is
/// named from the folder of the project, here and everywhere in the book.
std::string page_of(const std::string& file);

/// Returns the address `to` as a page at the address `from` links to it.
std::string relative(const std::string& from, const std::string& to);

/// Returns the file that `path` is from the folder of `file`, in its shortest
/// form. It begins with ".." when it is outside of the project.
std::string beside(const std::string& file, const std::string& path);

} // namespace kit::book
