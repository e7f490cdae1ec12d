#pragma once

#include "tutorial/kit/book/order.hpp"

#include <filesystem>
#include <string>

namespace kit::book {

/// Returns the page that is printed: the whole course on one. Links between the
/// pages of the course lead to places in it.
std::string print_html(const Pages& pages,
                       const std::filesystem::path& project);

} // namespace kit::book
