#pragma once

#include "tutorial/kit/book/links.hpp"
#include "tutorial/kit/book/markdown.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace kit::book {

/// The facts of a page that a block of code on it needs.
struct FigurePlace {
    std::filesystem::path project;
    std::string file; ///< of the page, from the folder of the project
    Links& links;
    /// Returns the address of a target, from this page.
    std::function<std::string(const Target&)> address;
};

/// Returns a block of code as a figure: code, a difference, a console, a
/// transcript or a drawing, as its info line says. What is wrong is reported
/// to the links.
std::string make_figure(const Code& code, const FigurePlace& place);

} // namespace kit::book
