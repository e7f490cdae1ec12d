#include "tutorial/kit/commands/book.hpp"

#include "tutorial/kit/authors/pages/project_folders.hpp"
#include "tutorial/kit/book/book.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

void write_file(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream)
        throw std::runtime_error(file.string() + ": cannot be written");
}

} // namespace

int book(const BookOptions& options) {
    const auto made = book::make_book(pages::find_project_folders().project);
    for (const auto& problem : made.problems)
        std::cerr << print(problem) << '\n';
    if (!made.problems.empty()) return exit_code::fail;
    const fs::path out(options.out);
    for (const auto& [name, text] : made.files) write_file(out / name, text);
    std::cout << pages::counted(made.pages, "page")
              << ". Open this file: " << (out / "index.html").string()
              << std::endl;
    return exit_code::pass;
}

} // namespace kit::commands
