#pragma once

#include "tutorial/kit/book/order.hpp"

#include <string>

namespace kit::book {

/// Returns the script `index.js`, which search.js loads when somebody searches:
/// the address of each passage, the titles of its page and its own, its text.
std::string search_index(const Pages& pages);

} // namespace kit::book
