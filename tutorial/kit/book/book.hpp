#pragma once

#include "tutorial/kit/book/links.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace kit::book {

/// The book: what each of its files holds, by its name from the book's folder.
struct Book {
    std::map<std::string, std::string> files;
    Problems problems;
    std::size_t pages = 0;
};

/// Makes a page of each file that the course's README.md reaches by relative
/// links. It needs no network and no clock: from the same files it makes the
/// same octets.
Book make_book(const std::filesystem::path& project);

} // namespace kit::book
