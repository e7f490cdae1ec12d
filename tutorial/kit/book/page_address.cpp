#include "tutorial/kit/book/page_address.hpp"

#include <filesystem>

namespace kit::book {

namespace fs = std::filesystem;

std::string page_of(const std::string& file) {
    if (file == first_file) return "index.html";
    // The course has the name index.html, so this one needs another.
    if (file == "README.md") return "project.html";
    const fs::path path(file);
    if (path.filename() == "README.md")
        return (path.parent_path() / "index.html").generic_string();
    if (path.extension() == ".md")
        return fs::path(path).replace_extension(".html").generic_string();
    return file + ".html";
}

std::string relative(const std::string& from, const std::string& to) {
    return fs::path(to)
        .lexically_relative(fs::path(from).parent_path())
        .generic_string();
}

std::string beside(const std::string& file, const std::string& path) {
    return (fs::path(file).parent_path() / path)
        .lexically_normal()
        .generic_string();
}

} // namespace kit::book
